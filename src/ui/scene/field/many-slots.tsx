/**
 * Fast path for more slots than `mostTiles` (slots/slot-density.ts): chips, and from 251 slots on a canvas. The rule it
 * speeds up: each slot is drawn as slots/slot.tsx draws it, from the same `podFacts`.
 */
import { DotField } from './dot-field.tsx';
import { SlotChips } from './slot-chips.tsx';

/** Shows slots that are too many for cards. Loaded on demand. */
export function ManySlots({ field }: { readonly field: boolean }) {
  return field ? <DotField /> : <SlotChips />;
}
