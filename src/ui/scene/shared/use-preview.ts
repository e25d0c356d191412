import { useEffect, useRef } from 'react';
import type { LabState } from '../../../store/state/lab-state.ts';
import type { SetChange } from '../../../view/rollout/forecasts.ts';
import { useLabInstance } from '../../kit/lab.tsx';

/** Handlers of a control that preview its change on the stage while it is hovered or focused. */
export function useConsider(change: SetChange) {
  const lab = useLabInstance();
  /** The change that it previews or has previewed. Pressing it makes the change and ends the preview. */
  const shown = useRef<LabState['considered']>(null);

  function begin(): void {
    if (shown.current !== null) return;
    const before = lab.store.getState().considered;
    lab.act('preview', { change });
    const { considered } = lab.store.getState();
    // An impossible change is not previewed.
    if (considered !== before) shown.current = considered;
  }

  function hide(): void {
    // Another change may be previewed by now.
    if (lab.store.getState().considered === shown.current) lab.act('preview', { change: null });
  }

  function end(): void {
    hide();
    shown.current = null;
  }

  useEffect(
    () => () => {
      if (shown.current !== null && lab.store.getState().considered === shown.current)
        lab.act('preview', { change: null });
    },
    [lab],
  );

  // On pointer moves, not on enter: a button that replaces the pressed one under a resting pointer is not hovered.
  return { onPointerMove: begin, onPointerLeave: end, onFocus: begin, onBlur: end, onClickCapture: hide };
}
