/** Draws very many slots on a canvas: all of them when the view is another, else those that have changed. */
import type { Prediction } from '../../store/stage/prediction.ts';
import type { PodModel, SlotModel } from '../../store/stage-model.ts';
import { type Camera, cellOf, type FieldLayout, type Point, seenRange, type Size } from './field-geometry.ts';
import { type Glyph, glyphOf, paintGlyph } from './field-glyph.ts';
import { willUpdate, type Rollout } from './rollout.ts';

export interface FieldView {
  readonly layout: FieldLayout;
  readonly camera: Camera;
  readonly size: Size;
  readonly rollout: Rollout;
  /** What a change that is considered would do; null: none is. */
  readonly fates: Prediction | null;
}

/** Kept at a time. */
const mostGlyphs = 400;
/** CSS px: a cell of this height has room for a second line. */
const twoLinesFrom = 32;
/** CSS px that a digit and a glyph beside it take, at least. */
const [digit, beside] = [5.6, 14];

export class FieldPainter {
  #view: FieldView | undefined;
  #scale = 1;
  #drawn: readonly SlotModel[] = [];
  /** Of the longest ordinal. */
  #digits = 1;
  /** Each glyph is painted once. */
  readonly #glyphs = new Map<string, HTMLCanvasElement>();
  readonly #colours = new Map<string, string>();

  constructor(private readonly canvas: HTMLCanvasElement) {}

  /** The colours are others: all that was painted is void. */
  forget(): void {
    this.#view = undefined;
    this.#glyphs.clear();
    this.#colours.clear();
  }

  paint(slots: readonly SlotModel[], view: FieldView): void {
    const context = this.canvas.getContext('2d');
    if (context === null) return;
    this.#digits = String(slots.at(-1)?.ordinal ?? 0).length;
    const [from, to] = seenRange(view.layout, view.camera, view.size);
    if (view === this.#view && slots.length === this.#drawn.length) {
      for (let i = from; i < to; i++) {
        if (slots[i] === this.#drawn[i]) continue;
        const { x, y, width, height } = cellOf(i, view.layout, view.camera);
        context.clearRect(x, y, width, height);
        this.#cell(context, slots[i]!, i, view);
      }
    } else {
      this.#clear(context, view);
      for (let i = from; i < to; i++) this.#cell(context, slots[i]!, i, view);
    }
    this.#drawn = slots;
  }

  #clear(context: CanvasRenderingContext2D, view: FieldView): void {
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
    slot: SlotModel,
    index: number,
    { layout, camera, rollout, fates }: FieldView,
  ): void {
    const cell = cellOf(index, layout, camera);
    const gap = cell.height > 7 ? 2 : 1;
    const labelled = cell.height >= 13 && cell.width >= this.#digits * digit + beside;
    const side = Math.min(cell.height, 30) - 2 * gap;
    const size = labelled
      ? { width: Math.min(side, 18, cell.width - 2 * gap - 3 - this.#digits * digit), height: side }
      : { width: cell.width - gap, height: cell.height - gap };
    const next = fates === null && willUpdate(slot, rollout) ? rollout.updateIndex : null;
    const glyph = glyphOf(slot, next, fates?.get(slot.ordinal)?.does);
    const [left, top] = [cell.x + (labelled ? gap : 0), cell.y + (labelled ? gap : 0)];
    const image = this.#glyph(glyph, size);
    context.drawImage(
      image,
      this.#pixel(left),
      this.#pixel(top),
      image.width / this.#scale,
      image.height / this.#scale,
    );
    if (labelled) this.#label(context, slot, left + size.width + 3, cell);
  }

  /** @param x Where the cell has room for it. */
  #label(context: CanvasRenderingContext2D, slot: SlotModel, x: number, cell: Point & Size): void {
    const two = cell.height >= twoLinesFrom;
    const room = cell.x + cell.width - x - 2;
    const font = Math.min(13, Math.max(9, cell.height * 0.42));
    context.textBaseline = 'middle';
    context.font = `600 ${font}px ${this.#font()}`;
    context.fillStyle = this.#colour(slot.pod === null ? '--text-soft' : '--text');
    context.fillText(String(slot.ordinal), x, cell.y + cell.height * (two ? 0.3 : 0.5), room);
    if (!two) return;
    context.font = `${font * 0.8}px ${this.#font()}`;
    context.fillStyle = this.#colour('--text-soft');
    // Of a monospaced font a character is 0.6 em wide.
    const fitting = Math.floor(room / (font * 0.8 * 0.6));
    const text = slot.pod === null ? '–' : secondLine(slot.pod);
    const shown = text.length > fitting ? `${text.slice(0, fitting - 1)}…` : text;
    context.fillText(shown, x, cell.y + cell.height * 0.68);
  }

  /** To a whole pixel of the screen: edges stay sharp. */
  #pixel(place: number): number {
    return Math.round(place * this.#scale) / this.#scale;
  }

  #glyph(glyph: Glyph, { width, height }: Size): HTMLCanvasElement {
    const [w, h] = [Math.max(Math.round(width * this.#scale), 2), Math.max(Math.round(height * this.#scale), 2)];
    const key = `${Object.values(glyph).join()} ${w} ${h}`;
    let image = this.#glyphs.get(key);
    if (image === undefined) {
      // While somebody zooms, each frame has glyphs of a size of its own.
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

  /** Colour of one of the page's tokens, in a form that a canvas takes. */
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

const secondLine = ({ ready, terminating, status, imageTag }: PodModel): string =>
  ready && !terminating ? imageTag : status;
