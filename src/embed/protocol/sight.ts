/** Stops time while a frame is out of sight. */
import type { Lab } from '../../store/lab.ts';

/**
 * Returns a function to call with whether the frame is in sight. Out of sight, time stands still; then it continues as
 * before.
 */
export function pausedOutOfSight(lab: Lab): (visible: boolean) => void {
  let seen = true;
  /** True if time continues when the frame is in sight again. */
  let resume = false;

  function hold(): void {
    if (seen || !lab.store.getState().playing) return;
    resume = true;
    lab.act('pause');
  }

  lab.store.subscribe(hold);
  return (visible) => {
    if (visible === seen) return;
    seen = visible;
    if (!visible) return hold();
    if (resume) lab.act('play');
    resume = false;
  };
}
