import type { Change } from '../../store/stage/prediction.ts';
import { useLabInstance } from '../kit/lab.tsx';

/** Handlers of a control: the stage shows what its change would do for as long as it is pointed at or has the focus. */
export function useConsider(change: Change) {
  const lab = useLabInstance();
  const begin = (): void => lab.set({ considered: change });
  const end = (): void => lab.set({ considered: null });
  // Pressed, it is done: now one looks at what happens.
  return { onPointerEnter: begin, onPointerLeave: end, onFocus: begin, onBlur: end, onClickCapture: end };
}
