import { useEffect, useRef } from 'react';
import type { Change } from '../../../view/rollout/prediction.ts';
import { useLabInstance } from '../../kit/lab.tsx';

/** Handlers of a control: the stage shows what its change would do for as long as it is pointed at or has the focus. */
export function useConsider(change: Change) {
  const lab = useLabInstance();
  /** What it shows, or has shown: pressed, it is done, and one looks at what happens. */
  const shown = useRef<Change | null>(null);

  function begin(): void {
    if (shown.current !== null) return;
    shown.current = change;
    lab.set({ considered: change });
  }

  function hide(): void {
    // Something else may be considered by now.
    if (lab.state().considered === shown.current) lab.set({ considered: null });
  }

  function end(): void {
    hide();
    shown.current = null;
  }

  useEffect(
    () => () => {
      if (shown.current !== null && lab.state().considered === shown.current) lab.set({ considered: null });
    },
    [lab],
  );

  // By moves, not by coming under the pointer: what takes the place of a button that was pressed is not pointed at.
  return { onPointerMove: begin, onPointerLeave: end, onFocus: begin, onBlur: end, onClickCapture: hide };
}
