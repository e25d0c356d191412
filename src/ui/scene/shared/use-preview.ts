import { useEffect, useRef } from 'react';
import type { SetChange } from '../../../view/rollout/prediction.ts';
import { useLabInstance } from '../../kit/lab.tsx';

/** Handlers of a control: the stage shows what its change would do for as long as it is pointed at or has the focus. */
export function useConsider(change: SetChange) {
  const lab = useLabInstance();
  /** The change it previews or has previewed. Once pressed, the change is made and the preview ends. */
  const shown = useRef<SetChange | null>(null);

  function begin(): void {
    if (shown.current !== null) return;
    const before = lab.store.getState().considered;
    lab.act('preview', { change });
    const { considered } = lab.store.getState();
    // A change that cannot be made is not previewed.
    if (considered !== before) shown.current = considered;
  }

  function hide(): void {
    // Something else may be considered by now.
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

  // By moves, not by coming under the pointer: what takes the place of a button that was pressed is not pointed at.
  return { onPointerMove: begin, onPointerLeave: end, onFocus: begin, onBlur: end, onClickCapture: hide };
}
