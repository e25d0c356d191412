/** Decides how much of each slot is shown, by the number of slots and the available room. Lengths are rem. */
import type { Size } from '../shared/grid-geometry.ts';

/**
 * From most to least of a slot. `cards`: all of it. `short`: the DNS name in one line, the Pod in five. `brief`: the
 * same without the volume. `compact`: the Pod in three lines, the claim in one. `bare`: the same without the DNS name
 * and the controller's mark. `tiles`: for many slots.
 */
export type Density = 'cards' | 'short' | 'brief' | 'compact' | 'bare' | 'tiles';
/** `chips` and `field` have no row of slots. */
export type Level = Density | 'chips' | 'field';

/** The number of slots from which cards would be too narrow to read. */
export const tilesFrom = 8;
/** The most tiles and chips that are drawn: more elements are too slow. */
export const mostTiles = 60;
const mostChips = 250;
/** The largest length of a row of tiles, in screens. */
const screens = 6;

/** The gap between slots, and on each side of their row; on a phone. As in slot-row.css. */
const gap = 0.75;
const phoneGap = 0.25;
/** Width of the replicas beside the row, on a wide page. As in slot-row.css. */
export const stepperWidth = 4.5 + gap;

/** Least size of a slot; `claim` is the height that each claim after the first adds. */
const needs: Readonly<Record<Density, { readonly width: number; readonly height: number; readonly claim: number }>> = {
  cards: { width: 8.5, height: 25.75, claim: 8.5 },
  short: { width: 8.5, height: 20.25, claim: 7.25 },
  brief: { width: 8.5, height: 18.5, claim: 5.5 },
  compact: { width: 7.5, height: 11.25, claim: 1.75 },
  bare: { width: 7.5, height: 0, claim: 2 },
  tiles: { width: 5.25, height: 12.75, claim: 2 },
};

/** On a phone three slots fit side by side. */
const phoneWidth = 6.5;
const leastWidth = (density: Density, phone: boolean): number =>
  phone ? Math.min(needs[density].width, phoneWidth) : needs[density].width;

interface Slots {
  readonly count: number;
  /** True if the page is as narrow as a phone. */
  readonly phone: boolean;
  /** The largest number of claims in a slot. */
  readonly claims: number;
  /** True if another stage is shown below, slot by slot. */
  readonly compared?: boolean;
}

/**
 * Returns how much of each slot is shown. On a phone, more than `compact` is shown only with one more line of each.
 * @param room For the row of slots.
 */
export function levelOf({ count, claims, phone }: Omit<Slots, 'compared'>, room: Size): Level {
  /** Returns the width of all slots at their least width. */
  const between = phone ? phoneGap : gap;
  const widthOf = (density: Density): number => count * (leastWidth(density, phone) + between) - between;
  if (count >= tilesFrom) {
    if (count <= mostTiles && widthOf('tiles') <= room.width * screens) return 'tiles';
    return count <= mostChips ? 'chips' : 'field';
  }
  const heightOf = (density: Density): number => {
    const { height, claim } = needs[density];
    return height + claim * Math.max(claims - 1, 0) + (phone && density !== 'compact' ? line : 0);
  };
  const onlyTilesFit = widthOf('compact') > room.width && widthOf('tiles') <= room.width;
  if (onlyTilesFit && heightOf('tiles') <= room.height) return 'tiles';
  // Showing all slots is worth more than showing all of a few.
  const onlyCompactFit = widthOf('compact') <= room.width && widthOf('cards') > room.width;
  const densities = ['cards', 'short', 'brief', 'compact'] as const;
  return densities.slice(onlyCompactFit ? 3 : 0).find((density) => heightOf(density) <= room.height) ?? 'bare';
}

/** Width up to which a note of a Pod may need two lines, and the height of one more line. As in slot.css. */
const narrowSlot = 12;
const line = 1.25;
/** The same where the lowest height of a slot has room for half a line more. */
const compactLine = 0.625;
/** Height that `bare` takes, which is shown in any room; in a comparison there is less above the slots. */
const bareHeight = 9.25;
const comparedLess = 0.375;

/** Returns true if slots are narrow and have the height for one more line: notes are seen whole. */
export function hasMoreLines(
  level: Density,
  { count, claims, phone, compared = false }: Slots,
  { width, height }: Size,
): boolean {
  if (level === 'tiles' && count >= tilesFrom) return false;
  const seen = slotsInSight({ count, phone }, level, { width, height });
  const between = phone ? phoneGap : gap;
  if ((width - (seen - 1) * between) / seen >= narrowSlot) return false;
  const { height: least, claim } = needs[level];
  const own = (level === 'bare' ? bareHeight : least) - (compared ? comparedLess : 0);
  const more = level === 'compact' || level === 'bare' ? compactLine : line;
  return own + claim * Math.max(claims - 1, 0) + more <= height;
}

/** Returns the number of whole slots in sight; the row scrolls sideways to the others. */
export function slotsInSight(
  { count, phone }: Omit<Slots, 'claims' | 'compared'>,
  density: Density,
  { width }: Size,
): number {
  const between = phone ? phoneGap : gap;
  const fitting = Math.floor((width + between) / (leastWidth(density, phone) + between));
  return Math.max(Math.min(count, fitting), 1);
}
