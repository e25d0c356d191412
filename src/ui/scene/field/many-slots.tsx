/**
 * Fast path for more slots than `mostTiles` (slots/slot-density.ts): chips, and from 251 slots on a canvas. The facts
 * are those of slots/slot.tsx, from the same `podFacts`.
 */
import { DotField } from './dot-field.tsx';
import { SlotChips } from './slot-chips.tsx';

/** Shows sets with too many slots for cards. Loaded on demand. */
export function ManySlots({ field }: { readonly field: boolean }) {
  return field ? <DotField /> : <SlotChips />;
}
