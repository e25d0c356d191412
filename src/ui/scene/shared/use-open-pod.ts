import { useCallback } from 'react';
import { slotIndex } from '../../../view/stage/find-slot.ts';
import { useLabInstance } from '../../kit/lab.tsx';

/** Returns a function that opens the Pod of a slot, if there is one. */
export function useOpenPod(): (ordinal: number | null) => void {
  const lab = useLabInstance();
  return useCallback(
    (ordinal) => {
      const { slots, namespace } = lab.store.getState().stage;
      const name = slots[slotIndex(slots, ordinal)]?.pod?.name;
      if (name !== undefined) lab.act('inspect', { resource: 'pods', name, namespace });
    },
    [lab],
  );
}
