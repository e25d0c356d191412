/**
 * Colours and patterns of revisions. Patterns are drawn mark by mark, because few office programs support SVG patterns.
 */
import type { Palette } from '../palette.ts';
import type { Pen } from '../pen.ts';
import { revisionMark } from '../../scene/shared/revision.tsx';

export function revisionColour(colours: Palette, index: number): string {
  return colours[`revision-${revisionMark(index)['data-rev-colour'] as 0 | 1 | 2 | 3 | 4 | 5}`];
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Point = readonly [x: number, y: number];
const round = (n: number): number => Math.round(n * 100) / 100;
const polygon = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}z`;

/** Cuts a convex polygon to the part where `side` is not negative. */
function cut(points: readonly Point[], side: (point: Point) => number): Point[] {
  return points.flatMap((point, i) => {
    const next = points[(i + 1) % points.length]!;
    const [here, there] = [side(point), side(next)];
    const kept: Point[] = here >= 0 ? [point] : [];
    if (here * there < 0) {
      const share = here / (here - there);
      kept.push([point[0] + share * (next[0] - point[0]), point[1] + share * (next[1] - point[1])]);
    }
    return kept;
  });
}

/** Returns bars of `thick` px, `pitch` px apart, that fall `slope` px for each px to the right, clipped to the area. */
function bars({ x, y, width, height }: Area, slope: -1 | 0 | 1, pitch: number, thick: number): string {
  const whole: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  const length = Math.hypot(slope, 1);
  // Returns the distance of a point below the bar through the top corner.
  const top = slope === 1 ? width : 0;
  const depth = ([px, py]: Point): number => (py - y - slope * (px - x) + top) / length;
  const deepest = (height + Math.abs(slope) * width) / length;
  const found: string[] = [];
  for (let from = pitch - thick; from < deepest; from += pitch) {
    const bar = cut(
      cut(whole, (point) => depth(point) - from),
      (point) => from + thick - depth(point),
    );
    if (bar.length > 2) found.push(polygon(bar));
  }
  return found.join('');
}

/** Returns round dots in columns that fill the width. */
function dots({ x, y, width, height }: Area): string {
  const columns = Math.max(Math.floor(width / 8), 1);
  const rows = Math.max(Math.floor(height / 7), 1);
  const radius = 1.7;
  return Array.from({ length: columns * rows }, (_, i) => {
    const left = round(x + (((i % columns) + 0.5) * width) / columns - radius);
    const middle = round(y + ((Math.floor(i / columns) + 0.5) * height) / rows);
    return `M${left} ${middle}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  }).join('');
}

/** Crossing bars are two paths: in one path there would be holes where they meet. */
function marksOf(pattern: number, area: Area): readonly string[] {
  if (pattern === 1) return [bars(area, -1, 6, 2)];
  if (pattern === 2) return [dots(area)];
  if (pattern === 3) return [bars(area, 0, 6, 2)];
  return pattern === 4 ? [bars(area, -1, 6.5, 1.5), bars(area, 1, 6.5, 1.5)] : [];
}

/** Draws the pattern of a revision on its colour. */
export function cloth(pen: Pen, index: number, area: Area): void {
  const pattern = revisionMark(index)['data-rev-pattern'];
  for (const mark of marksOf(pattern, area)) pen.path(mark, { fill: pen.colours.raised });
}

/** Draws the swatch of a revision, 20 × 14 px. */
export function swatch(pen: Pen, x: number, y: number, index: number): void {
  pen.box(x, y, 20, 14, { radius: 2, fill: revisionColour(pen.colours, index) });
  cloth(pen, index, { x, y, width: 20, height: 14 });
}

const spineWidth = 10;
const corner = 8;

/** Draws the left edge of a card, with its round corners. */
export function spine(pen: Pen, x: number, y: number, height: number, index: number): void {
  pen.path(
    `M${corner} 0H${spineWidth}V${height}H${corner}a${corner} ${corner} 0 0 1-${corner}-${corner}V${corner}a${corner} ${corner} 0 0 1 ${corner}-${corner}z`,
    { x, y, fill: revisionColour(pen.colours, index) },
  );
  cloth(pen, index, { x, y: y + corner, width: spineWidth, height: height - 2 * corner });
}
