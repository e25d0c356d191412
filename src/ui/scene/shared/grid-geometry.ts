/**
 * The places of very many slots, row by row, from left to right. The field has the size of its slots at zoom 1; a
 * camera shows a part of it. Lengths are CSS px.
 */
export interface FieldLayout {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  /** Of one cell, at zoom 1. */
  readonly width: number;
  readonly height: number;
}

/** The visible part of the field: a place on the screen is place × zoom − (x, y). */
export interface Camera {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The largest and the smallest height of a cell that can be recognized as one; cells are wider than high. */
const [largest, smallest] = [24, 4];
const aspect = 1.4;
/** The largest height of a zoomed cell: its ordinal, image and state are legible. */
const closest = 48;

export const whole: Camera = { zoom: 1, x: 0, y: 0 };

/**
 * Returns the layout with the largest cells with which all slots fit; if even the smallest do not, the field is higher
 * than its visible part. Rows have multiples of ten cells, if at least ten fit, so that ordinals can be counted.
 */
export function layoutOf(count: number, { width, height }: Size): FieldLayout {
  for (let cell = largest; ; cell -= 0.5) {
    const fitting = Math.max(Math.floor(width / (cell * aspect)), 1);
    const columns = fitting < 10 ? fitting : fitting - (fitting % 10);
    const rows = Math.ceil(count / columns);
    if (rows * cell <= height || cell <= smallest) {
      return { count, columns, rows, width: Math.min(width / columns, cell * 2), height: cell };
    }
  }
}

/** Returns the number of cells that fit at their smallest size. */
export function mostCells({ width, height }: Size): number {
  const fitting = Math.max(Math.floor(width / (smallest * aspect)), 1);
  return (fitting < 10 ? fitting : fitting - (fitting % 10)) * Math.max(Math.floor(height / smallest), 1);
}

export const maxZoom = ({ height }: FieldLayout): number => Math.max(closest / height, 1);

/** Returns the nearest camera that shows no space outside the field. */
export function clamped(camera: Camera, layout: FieldLayout, size: Size): Camera {
  const zoom = Math.min(Math.max(camera.zoom, 1), maxZoom(layout));
  const within = (value: number, field: number, seen: number): number =>
    Math.min(Math.max(value, 0), Math.max(field * zoom - seen, 0));
  return {
    zoom,
    x: within(camera.x, layout.columns * layout.width, size.width),
    y: within(camera.y, layout.rows * layout.height, size.height),
  };
}

/** Zooms by a factor around a point of the screen. */
export function zoomedAt(camera: Camera, factor: number, at: Point, layout: FieldLayout, size: Size): Camera {
  const zoom = Math.min(Math.max(camera.zoom * factor, 1), maxZoom(layout));
  const moved = (value: number, place: number): number => ((value + place) * zoom) / camera.zoom - place;
  return clamped({ zoom, x: moved(camera.x, at.x), y: moved(camera.y, at.y) }, layout, size);
}

/** Returns the place of a cell on the screen. */
export function cellOf(index: number, layout: FieldLayout, { zoom, x, y }: Camera): Point & Size {
  const [width, height] = [layout.width * zoom, layout.height * zoom];
  const row = Math.floor(index / layout.columns);
  return { x: (index % layout.columns) * width - x, y: row * height - y, width, height };
}

/** Returns the camera moved as little as necessary to show a cell; to its center, if it was out of sight. */
export function showing(index: number, camera: Camera, layout: FieldLayout, size: Size): Camera {
  const cell = cellOf(index, layout, camera);
  const inside = (place: number, length: number, seen: number): boolean => place >= 0 && place + length <= seen;
  if (inside(cell.x, cell.width, size.width) && inside(cell.y, cell.height, size.height)) return camera;
  const x = camera.x + cell.x + (cell.width - size.width) / 2;
  const y = camera.y + cell.y + (cell.height - size.height) / 2;
  return clamped({ zoom: camera.zoom, x, y }, layout, size);
}

/** Returns the index of the cell at a point of the screen; null outside the field. */
export function indexAt({ x, y }: Point, layout: FieldLayout, camera: Camera): number | null {
  const column = Math.floor((x + camera.x) / (layout.width * camera.zoom));
  const row = Math.floor((y + camera.y) / (layout.height * camera.zoom));
  const index = row * layout.columns + column;
  return column >= 0 && column < layout.columns && row >= 0 && index < layout.count ? index : null;
}

/** Returns the index of the boundary nearest to a point: 0 … count. */
export function boundaryAt({ x, y }: Point, layout: FieldLayout, camera: Camera): number {
  const column = Math.round((x + camera.x) / (layout.width * camera.zoom));
  const row = Math.floor((y + camera.y) / (layout.height * camera.zoom));
  const index = Math.max(row, 0) * layout.columns + Math.min(Math.max(column, 0), layout.columns);
  return Math.min(index, layout.count);
}

/** Returns the range of indices in the visible rows; the end is exclusive. */
export function seenRange(layout: FieldLayout, camera: Camera, size: Size): readonly [number, number] {
  const height = layout.height * camera.zoom;
  const first = Math.max(Math.floor(camera.y / height), 0);
  const last = Math.ceil((camera.y + size.height) / height);
  return [first * layout.columns, Math.min(last * layout.columns, layout.count)];
}

/**
 * Returns the number of cells that a key moves by; undefined for other keys.
 * @param rows The number of rows in sight.
 */
export function stepOf(
  key: string,
  { columns, count }: Pick<FieldLayout, 'columns' | 'count'>,
  rows = 1,
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: rows * columns,
    PageUp: -rows * columns,
    Home: -count,
    End: count,
  };
  return steps[key];
}

/**
 * Returns an SVG path between the first `index` slots and the others: along the end of one row and the beginning of the
 * next.
 */
export function boundaryPath(index: number, layout: FieldLayout, camera: Camera): string {
  const [row, column] = [Math.floor(index / layout.columns), index % layout.columns];
  const place = (c: number, r: number): string => {
    const { zoom, x, y } = camera;
    return `${(c * layout.width * zoom - x).toFixed(1)} ${(r * layout.height * zoom - y).toFixed(1)}`;
  };
  return `M${place(layout.columns, row)}L${place(column, row)}L${place(column, row + 1)}L${place(0, row + 1)}`;
}
