/** The size of a picture, and the places of its slots. Lengths in px. */
import { mostTiles, tilesFrom } from '../scene/slots/slot-density.ts';

export type PictureDensity = 'cards' | 'tiles' | 'dots';

export const margin = 24;

export interface Grid {
  readonly density: PictureDensity;
  /** Of the whole picture. */
  readonly width: number;
  readonly columns: number;
  readonly slot: number;
  readonly gap: number;
}

/** Of the page's densities, and in as many rows as are readable on a slide: it cannot be scrolled. */
export function gridOf(slots: number): Grid {
  const density = slots < tilesFrom ? 'cards' : slots <= mostTiles ? 'tiles' : 'dots';
  if (density === 'dots') return { density, width: 960, columns: 1, slot: 960 - 2 * margin, gap: 0 };
  if (density === 'cards') {
    // Three of them side by side have room for a full DNS name.
    const columns = Math.max(slots, 1);
    return grid(density, slots <= 4 ? 1072 : slots === 5 ? 1200 : 1440, columns, 12, 333);
  }
  const rows = slots <= 12 ? 2 : slots <= 24 ? 3 : Math.ceil(slots / 10);
  return grid(density, slots <= 12 ? 960 : 1280, Math.ceil(slots / rows), 8, 160);
}

function grid(density: PictureDensity, width: number, columns: number, gap: number, most: number): Grid {
  const slot = Math.min((width - 2 * margin - (columns - 1) * gap) / columns, most);
  return { density, width, columns, slot: Math.floor(slot), gap };
}

/** Left edge of a slot in its row. */
export const slotLeft = ({ columns, slot, gap }: Grid, index: number): number =>
  margin + (index % columns) * (slot + gap);

/**
 * Least room of parts, so that other parts do not move from one frame of a recording to the next. None for a single
 * picture.
 */
export interface Room {
  readonly slots: number;
  readonly title: number;
  readonly controller: number;
  readonly service: number;
  /** The controller's flag above a Pod. */
  readonly hand: number;
  readonly pod: number;
  readonly claims: number;
  /** Below the slots: the partition's flag. */
  readonly lane: number;
  readonly trap: number;
  readonly nodes: number;
  readonly deployments: number;
}

export const noRoom: Room = {
  slots: 0,
  title: 0,
  controller: 0,
  service: 0,
  hand: 0,
  pod: 0,
  claims: 0,
  lane: 0,
  trap: 0,
  nodes: 0,
  deployments: 0,
};

/** Returns room enough for both. */
export function larger(a: Room, b: Room): Room {
  const keys = Object.keys(noRoom) as (keyof Room)[];
  return Object.fromEntries(keys.map((key) => [key, Math.max(a[key], b[key])])) as unknown as Room;
}
