/** Slots of a stage by their ordinal; they are in its order. */
import type { SlotModel } from '../stage-model.ts';

/** The number of slots from which the field to find one is shown. */
export const searchedFrom = 16;

/** How many slots stand before an ordinal. */
export function slotsBefore(slots: readonly SlotModel[], ordinal: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slots[middle]!.ordinal < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the slot with an ordinal; -1 when there is none. */
export function slotIndex(slots: readonly SlotModel[], ordinal: number | null | undefined): number {
  if (ordinal == null) return -1;
  const index = slotsBefore(slots, ordinal);
  return slots[index]?.ordinal === ordinal ? index : -1;
}

/**
 * Returns the ordinal a number of slots away from another one, at most the first or the last; that of the first slot if
 * the other one has no slot.
 */
export function ordinalFrom(slots: readonly SlotModel[], ordinal: number | null, step: number): number | null {
  const at = slotIndex(slots, ordinal);
  const index = at < 0 ? 0 : Math.min(Math.max(at + step, 0), slots.length - 1);
  return slots[index]?.ordinal ?? null;
}

/** Returns the ordinal in a Pod's name, e.g. 17 for `web-17`. */
export const podOrdinal = (name: string): number => Number(name.slice(name.lastIndexOf('-') + 1));

/** Reads `17`, or `web-17` of the set `web`; null when it is neither. */
export function ordinalOf(text: string, setName: string): number | null {
  const written = text.trim();
  const digits = written.startsWith(`${setName}-`) ? written.slice(setName.length + 1) : written;
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}
