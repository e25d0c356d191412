/** A drawing on a canvas, with the fonts of the page. */
import type { Drawing, Face, Shape, Stroke } from './drawing.ts';
import { faces } from './faces.ts';
import type { Measure } from './text.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const fontOf = (face: Face, size: number): string => `${faces[face].weight} ${size}px ${faces[face].family}`;

/** Measures texts in the fonts of the page, once they are loaded. */
export async function pageMeasure(): Promise<Measure> {
  await Promise.all((Object.keys(faces) as Face[]).map((face) => document.fonts.load(fontOf(face, 13))));
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  const known = new Map<string, number>();
  return (text, face, size) => {
    const key = `${face} ${size} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = fontOf(face, size);
      known.set(key, (width = context.measureText(text).width));
    }
    return width;
  };
}

function stroke(context: Context, path: Path2D, { stroke, strokeWidth = 1, dash = [] }: Stroke): void {
  if (stroke === undefined) return;
  context.strokeStyle = stroke;
  context.lineWidth = strokeWidth;
  context.setLineDash([...dash]);
  context.stroke(path);
}

function paintShape(context: Context, shape: Shape): void {
  if (shape.kind === 'text') {
    context.font = fontOf(shape.face, shape.size);
    context.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor;
    context.fillStyle = shape.fill;
    context.fillText(shape.text, shape.x, shape.y);
    return;
  }
  let path: Path2D;
  if (shape.kind === 'path') {
    path = new Path2D();
    path.addPath(new Path2D(shape.d), new DOMMatrix().translate(shape.x ?? 0, shape.y ?? 0));
  } else {
    path = new Path2D();
    path.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius ?? 0);
  }
  if (shape.fill !== undefined) {
    context.fillStyle = shape.fill;
    context.fill(path, 'evenodd');
  }
  stroke(context, path, shape);
}

/** Paints a drawing on the whole canvas, with `scale` px for each px of the drawing. */
export function paint(context: Context, { shapes }: Drawing, scale: number): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.scale(scale, scale);
  for (const shape of shapes) paintShape(context, shape);
}

/** The size of a bitmap in px. */
export function bitmapSize({ width, height }: Drawing, scale: number): { width: number; height: number } {
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
}

export async function toPng(drawing: Drawing, scale: number): Promise<Blob> {
  const { width, height } = bitmapSize(drawing, scale);
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas.getContext('2d')!, drawing, scale);
  return canvas.convertToBlob({ type: 'image/png' });
}
