/** Tells the page around a figure how high it would be if nothing of it had to be scrolled. */
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';

/** px; a figure is not higher than a page. */
const highest = 1600;

/**
 * Reports a height at most once for each width, view and number of slots: another height of the frame shows another
 * part of each Pod, and may not lead to yet another height.
 */
export function watchHeight(lab: Lab, report: (height: number) => void): void {
  const reported = new Set<string>();
  const keyOf = ({ stageView, stage }: LabState): string => `${innerWidth} ${stageView} ${stage.slots.length}`;
  let asked = false;

  function measure(): void {
    asked = false;
    const stage = document.querySelector('.frame > .stage');
    const key = keyOf(lab.store.getState());
    if (stage === null || reported.has(key)) return;
    const over = stage.scrollHeight - stage.clientHeight;
    if (over <= 0) return;
    reported.add(key);
    report(Math.min(innerHeight + over, highest));
  }

  /** After the next frame: what has changed is laid out then. */
  function ask(): void {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => requestAnimationFrame(measure));
  }

  new ResizeObserver(ask).observe(document.documentElement);
  lab.store.subscribe((state, before) => {
    if (keyOf(state) !== keyOf(before) || state.ready !== before.ready) ask();
  });
}
