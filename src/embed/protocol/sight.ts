/** Stops time while a frame is out of sight. */
import type { Lab } from '../../store/lab.ts';

/**
 * Returns the function that is called with whether the frame can be seen. Out of sight nothing plays; in sight it goes
 * on as before.
 */
export function pausedOutOfSight(lab: Lab): (visible: boolean) => void {
  let seen = true;
  /** Time is to run as soon as the frame is seen. */
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
