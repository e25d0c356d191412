/** Draws shapes, and measures texts. */
import type { Translate } from '../../i18n/index.ts';
import type { BoxShape, Face, PathShape, Shape, TextShape } from './drawing.ts';
import type { Palette } from './palette.ts';
import { fit, type Measure, wrap } from './text.ts';

export interface Style {
  readonly t: Translate;
  readonly colours: Palette;
  readonly measure: Measure;
}

export interface TextStyle {
  readonly face?: Face;
  /** px; 13 by default. */
  readonly size?: number;
  readonly fill?: string;
  readonly anchor?: TextShape['anchor'];
  /** Maximum width; the rest is cut. */
  readonly width?: number;
}

/** The style of a text that is measured. */
type Type = Pick<TextStyle, 'face' | 'size'>;

export class Pen {
  readonly shapes: Shape[] = [];
  readonly t: Translate;
  readonly colours: Palette;

  constructor(private readonly style: Style) {
    this.t = style.t;
    this.colours = style.colours;
  }

  widthOf(text: string, { face = 'text', size = 13 }: Type = {}): number {
    return this.style.measure(text, face, size);
  }

  lines(text: string, width: number, most: number, type: Type = {}): readonly string[] {
    return wrap(text, width, most, (part) => this.widthOf(part, type));
  }

  /** The border is inside the box, on whole px, so that it stays a fine line. */
  box(x: number, y: number, width: number, height: number, look: Partial<BoxShape> = {}): void {
    const edge = look.stroke === undefined ? 0 : (look.strokeWidth ?? 1) / 2;
    const place = { x: x + edge, y: y + edge, width: width - 2 * edge, height: height - 2 * edge };
    this.shapes.push({ kind: 'box', ...place, ...look });
  }

  path(d: string, look: Partial<PathShape> = {}): void {
    this.shapes.push({ kind: 'path', d, ...look });
  }

  /** Writes on the base line `y`. Returns the width. */
  text(x: number, y: number, text: string, style: TextStyle = {}): number {
    const { face = 'text', size = 13, fill = this.colours.text, anchor = 'start', width } = style;
    const shown = width === undefined ? text : fit(text, width, (part) => this.widthOf(part, { face, size }));
    if (shown !== '') this.shapes.push({ kind: 'text', x, y, text: shown, face, size, fill, anchor });
    return this.widthOf(shown, { face, size });
  }

  /** Several lines; `y` is the base line of the first. */
  paragraph(x: number, y: number, lines: readonly string[], leading: number, style: TextStyle = {}): void {
    lines.forEach((line, i) => this.text(x, y + i * leading, line, style));
  }
}
