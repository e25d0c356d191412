/** A drawing as a self-contained SVG: no script, no style sheet, no foreign object, no address. */
import type { Drawing, Face, Shape, Stroke } from './drawing.ts';
import { faces } from './faces.ts';

type Attributes = Readonly<Record<string, string | number | undefined>>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for XML 1.0; characters that it does not allow are left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[\p{Surrogate}\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Hundredths of a px are finer than any screen. */
const number = (value: number): string => String(Math.round(value * 100) / 100);

function element(name: string, attributes: Attributes, content?: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? number(value) : escapeXml(value!)}"`)
    .join('');
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

const strokeOf = ({ stroke, strokeWidth, dash }: Stroke): Attributes => ({
  stroke,
  'stroke-width': strokeWidth,
  'stroke-dasharray': dash?.join(' '),
});

/** Attributes, not classes: all office programs support them. */
function shapeElement(shape: Shape): string {
  if (shape.kind === 'box') {
    const { x, y, width, height, radius, fill = 'none' } = shape;
    return element('rect', { x, y, width, height, rx: radius, fill, ...strokeOf(shape) });
  }
  if (shape.kind === 'path') {
    const { d, x = 0, y = 0, fill = 'none' } = shape;
    const transform = x === 0 && y === 0 ? undefined : `translate(${number(x)} ${number(y)})`;
    return element('path', { d, transform, fill, 'fill-rule': 'evenodd', ...strokeOf(shape) });
  }
  const { x, y, text, face, size, fill, anchor } = shape;
  const { family, weight } = faces[face];
  return element(
    'text',
    {
      x,
      y,
      fill,
      'font-family': family,
      'font-size': size,
      'font-weight': weight,
      'text-anchor': anchor === 'start' ? undefined : anchor,
    },
    escapeXml(text),
  );
}

/** Returns the faces that a drawing uses. */
export function facesOf({ shapes }: Drawing): readonly Face[] {
  return [...new Set(shapes.flatMap((shape) => (shape.kind === 'text' ? shape.face : [])))].sort();
}

/** @param fonts `@font-face` rules whose sources are in them as data. */
export function toSvg({ width, height, title, description, shapes }: Drawing, fonts = ''): string {
  const content = [
    element('title', {}, escapeXml(title)),
    element('desc', {}, escapeXml(description)),
    ...(fonts === '' ? [] : [element('style', {}, fonts)]),
    ...shapes.map(shapeElement),
  ];
  const size = { width, height, viewBox: `0 0 ${number(width)} ${number(height)}`, role: 'img' };
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, `\n${content.join('\n')}\n`) + '\n';
}
