/** Keeps the text of a slider of moments up to date. */
import type { Translate } from '../../i18n/index.ts';
import type { Lab } from '../../store/lab.ts';
import { momentText } from './moment-text.ts';

/** Wall ms between two values while time runs: a screen reader announces each of them. */
export const pause = 1000;

/** Wall time: the browser's, or that of a test. */
export interface WallClock {
  readonly performance: { now(): number };
  /** Calls back once after `ms`. Returns the timer's id. */
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** Used properties of the slider's element. */
export type SpeakingSlider = Pick<HTMLElement, 'ariaValueMax' | 'ariaValueNow' | 'ariaValueText'> & EventTarget;

/**
 * Updates the slider's value: at once when time is paused or starts, or on a key, and at most once per `pause` while
 * time runs. Returns the unsubscriber.
 */
export function speakMoment(slider: SpeakingSlider, lab: Lab, t: Translate, clock: WallClock = window): () => void {
  let spoken = -Infinity;
  let timer: unknown;

  function speak(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    spoken = clock.performance.now();
    const { now, head, marks } = lab.store.getState();
    slider.ariaValueMax = String(Math.round(Math.max(head, 1)));
    slider.ariaValueNow = String(Math.round(now));
    slider.ariaValueText = momentText(t, marks, now);
  }

  /** Runs before the key's own handler. */
  function onKey(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    spoken = -Infinity;
  }

  speak();
  slider.addEventListener('keydown', onKey);
  const unsubscribe = lab.store.subscribe((state, before) => {
    const moved = state.now !== before.now || state.head !== before.head || state.marks !== before.marks;
    if (!moved && state.running === before.running) return;
    if (!state.running || !before.running || spoken === -Infinity) speak();
    else timer ??= clock.setTimeout(speak, Math.max(spoken + pause - clock.performance.now(), 0));
  });
  return () => {
    unsubscribe();
    slider.removeEventListener('keydown', onKey);
    clock.clearTimeout(timer);
  };
}
