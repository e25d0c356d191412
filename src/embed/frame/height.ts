/** Reports the height at which a figure needs no scrolling. */
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';

/** Largest height, in px. */
const highest = 1600;

/**
 * Reports at most one height for each width, view and number of slots. Otherwise, a new height could show other parts
 * of the Pods, which need another height, and so on.
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

  /** After the next frame, the changes are laid out. */
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
