import { DotField } from './dot-field.tsx';
import { SlotChips } from './slot-chips.tsx';

/** Slots of which there are too many for cards. Loaded when there are. */
export function ManySlots({ field }: { readonly field: boolean }) {
  return field ? <DotField /> : <SlotChips />;
}
