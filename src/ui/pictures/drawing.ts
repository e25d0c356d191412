/**
 * A drawing as a list of shapes, from which an SVG, a bitmap or the frame of a recording is made. Lengths are CSS px,
 * colours `#rrggbb`.
 */

/** Fonts of the lab: sans for our own text, mono for text of Kubernetes. */
export type Face = 'text' | 'text-bold' | 'mono' | 'mono-bold';

export interface Stroke {
  readonly stroke?: string;
  /** 1 by default. */
  readonly strokeWidth?: number;
  /** Lengths of dashes and gaps, in turn. */
  readonly dash?: readonly number[];
}

export interface BoxShape extends Stroke {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
  readonly fill?: string;
}

export interface PathShape extends Stroke {
  readonly kind: 'path';
  /** As in SVG; `x` and `y` move it. */
  readonly d: string;
  readonly x?: number;
  readonly y?: number;
  readonly fill?: string;
}

export interface TextShape {
  readonly kind: 'text';
  /** The anchor, on the base line. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly fill: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

export type Shape = BoxShape | PathShape | TextShape;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** The text alternative. */
  readonly title: string;
  readonly description: string;
  readonly shapes: readonly Shape[];
}
