/** What a slider of moments says of itself, for as long as it is on the page. */
import type { Translate } from '../../i18n/index.ts';
import type { Lab } from '../../store/lab.ts';
import { momentText } from './moment-text.ts';

/** Wall ms between two values while time runs: a screen reader says each of them. */
const pause = 1000;

/**
 * Keeps its value: at once where time stands still or somebody goes elsewhere by key, and now and then while time runs.
 * @returns what ends that.
 */
export function speakMoment(slider: HTMLElement, lab: Lab, t: Translate): () => void {
  let spoken = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function speak(): void {
    clearTimeout(timer);
    timer = undefined;
    spoken = performance.now();
    const { now, head, marks } = lab.state();
    slider.ariaValueMax = String(Math.round(Math.max(head, 1)));
    slider.ariaValueNow = String(Math.round(now));
    slider.ariaValueText = momentText(t, marks, now);
  }

  /** Before the key does what it does. */
  function onKey(): void {
    clearTimeout(timer);
    timer = undefined;
    spoken = -Infinity;
  }

  speak();
  slider.addEventListener('keydown', onKey);
  const unsubscribe = lab.store.subscribe((state, before) => {
    const moved = state.now !== before.now || state.head !== before.head || state.marks !== before.marks;
    if (!moved && state.running === before.running) return;
    if (!state.running || spoken === -Infinity) speak();
    else timer ??= setTimeout(speak, Math.max(spoken + pause - performance.now(), 0));
  });
  return () => {
    unsubscribe();
    slider.removeEventListener('keydown', onKey);
    clearTimeout(timer);
  };
}
