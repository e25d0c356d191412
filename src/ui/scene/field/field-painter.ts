/**
 * Draws very many cells on a canvas. Fast path for thousands of Pods: all cells are painted only when the view changes,
 * else only those whose items have changed.
 */
import { type Camera, cellOf, type FieldLayout, type Point, seenRange, type Size } from '../shared/grid-geometry.ts';
import { type Glyph, paintGlyph } from './glyph.ts';

/** How an item is drawn. */
export interface FieldLook<Item> {
  glyph(item: Item): Glyph;
  /** Returns true for an item that is dimmed because others are highlighted. */
  dimmed?(item: Item): boolean;
  /** Text beside the glyph, if a cell has room for it; null for a field without text. */
  readonly words: {
    /** Returns the number of characters of the longest label. */
    longest(items: readonly Item[]): number;
    label(item: Item): string;
    /** Text below the label. */
    note(item: Item): string;
    /** Returns true for an absent item. */
    faint(item: Item): boolean;
  } | null;
}

export interface FieldView<Item> {
  readonly layout: FieldLayout;
  readonly camera: Camera;
  readonly size: Size;
  readonly look: FieldLook<Item>;
}

/** Kept at a time. */
const mostGlyphs = 400;
/** CSS px: a cell of this height has room for a second line. */
const twoLinesFrom = 32;
/** CSS px that a character of a label and the glyph beside it take, at least. */
const [character, beside] = [5.6, 14];

export class FieldPainter<Item> {
  #view: FieldView<Item> | undefined;
  #scale = 1;
  #drawn: readonly Item[] = [];
  /** Returns the number of characters of the longest label. */
  #longest = 0;
  /** Each glyph is painted once. */
  readonly #glyphs = new Map<string, HTMLCanvasElement>();
  readonly #colours = new Map<string, string>();

  constructor(private readonly canvas: HTMLCanvasElement) {}

  /** Forgets all glyphs after a change of colours. */
  forget(): void {
    this.#view = undefined;
    this.#glyphs.clear();
    this.#colours.clear();
  }

  paint(items: readonly Item[], view: FieldView<Item>): void {
    const context = this.canvas.getContext('2d');
    if (context === null) return;
    this.#longest = view.look.words?.longest(items) ?? 0;
    const [from, to] = seenRange(view.layout, view.camera, view.size);
    if (view === this.#view && items.length === this.#drawn.length) {
      for (let i = from; i < to; i++) {
        if (items[i] === this.#drawn[i]) continue;
        const { x, y, width, height } = cellOf(i, view.layout, view.camera);
        context.clearRect(x, y, width, height);
        this.#cell(context, items[i]!, i, view);
      }
    } else {
      this.#clear(context, view);
      for (let i = from; i < to; i++) this.#cell(context, items[i]!, i, view);
    }
    this.#drawn = items;
  }

  #clear(context: CanvasRenderingContext2D, view: FieldView<Item>): void {
    const { width, height } = view.size;
    const scale = devicePixelRatio;
    const [pixelWidth, pixelHeight] = [Math.ceil(width * scale), Math.ceil(height * scale)];
    if (this.canvas.width !== pixelWidth || this.canvas.height !== pixelHeight || scale !== this.#scale) {
      [this.canvas.width, this.canvas.height] = [pixelWidth, pixelHeight];
      this.#scale = scale;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#view = view;
  }

  #cell(
    context: CanvasRenderingContext2D,
    item: Item,
    index: number,
    { layout, camera, look: { glyph, dimmed, words } }: FieldView<Item>,
  ): void {
    const cell = cellOf(index, layout, camera);
    const gap = cell.height > 7 ? 2 : 1;
    const wide = this.#longest * character;
    const labelled = words !== null && cell.height >= 13 && cell.width >= wide + beside;
    const side = Math.min(cell.height, 30) - 2 * gap;
    const size = labelled
      ? { width: Math.min(side, 18, cell.width - 2 * gap - 3 - wide), height: side }
      : { width: cell.width - gap, height: cell.height - gap };
    const [left, top] = [cell.x + (labelled ? gap : 0), cell.y + (labelled ? gap : 0)];
    const image = this.#glyph(glyph(item), size);
    context.globalAlpha = dimmed?.(item) ? 0.2 : 1;
    context.drawImage(
      image,
      this.#pixel(left),
      this.#pixel(top),
      image.width / this.#scale,
      image.height / this.#scale,
    );
    context.globalAlpha = 1;
    if (labelled) this.#label(context, words, item, left + size.width + 3, cell);
  }

  /** @param x Where the cell has room for it. */
  #label(
    context: CanvasRenderingContext2D,
    words: NonNullable<FieldLook<Item>['words']>,
    item: Item,
    x: number,
    cell: Point & Size,
  ): void {
    const two = cell.height >= twoLinesFrom;
    const room = cell.x + cell.width - x - 2;
    const font = Math.min(13, Math.max(9, cell.height * 0.42));
    context.textBaseline = 'middle';
    context.font = `600 ${font}px ${this.#font()}`;
    context.fillStyle = this.#colour(words.faint(item) ? '--text-soft' : '--text');
    context.fillText(words.label(item), x, cell.y + cell.height * (two ? 0.3 : 0.5), room);
    if (!two) return;
    context.font = `${font * 0.8}px ${this.#font()}`;
    context.fillStyle = this.#colour('--text-soft');
    // In a monospaced font a character is 0.6 em wide.
    const fitting = Math.floor(room / (font * 0.8 * 0.6));
    const text = words.note(item);
    const shown = text.length > fitting ? `${text.slice(0, fitting - 1)}…` : text;
    context.fillText(shown, x, cell.y + cell.height * 0.68);
  }

  /** Rounds to a whole pixel of the screen, so that edges stay sharp. */
  #pixel(place: number): number {
    return Math.round(place * this.#scale) / this.#scale;
  }

  #glyph(glyph: Glyph, { width, height }: Size): HTMLCanvasElement {
    const [w, h] = [Math.max(Math.round(width * this.#scale), 2), Math.max(Math.round(height * this.#scale), 2)];
    const key = `${Object.values(glyph).join()} ${w} ${h}`;
    let image = this.#glyphs.get(key);
    if (image === undefined) {
      // During a zoom, each frame has glyphs of another size.
      if (this.#glyphs.size >= mostGlyphs) this.#glyphs.clear();
      image = this.canvas.ownerDocument.createElement('canvas');
      [image.width, image.height] = [w, h];
      paintGlyph(image.getContext('2d')!, glyph, (token) => this.#colour(token));
      this.#glyphs.set(key, image);
    }
    return image;
  }

  #font(): string {
    return this.#token('font', () => getComputedStyle(this.canvas).fontFamily);
  }

  /** Returns the colour of a token, in a form that a canvas accepts. */
  #colour(token: string): string {
    return this.#token(token, () => {
      const probe = this.canvas.ownerDocument.createElement('i');
      probe.style.color = `var(${token})`;
      this.canvas.parentElement!.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });
  }

  #token(name: string, ask: () => string): string {
    let known = this.#colours.get(name);
    if (known === undefined) this.#colours.set(name, (known = ask()));
    return known;
  }
}
