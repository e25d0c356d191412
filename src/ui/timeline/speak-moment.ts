/** Text of a slider of moments, while it is on the page. */
import type { Translate } from '../../i18n/index.ts';
import type { Lab } from '../../store/lab.ts';
import { momentText } from './moment-text.ts';

/** Wall ms between two values while time runs: a screen reader says each of them. */
export const pause = 1000;

/** Wall time, injected so that tests can drive it. */
export interface WallClock {
  now(): number;
  /** Calls back once after `ms`. Returns the canceller. */
  after(ms: number, callback: () => void): () => void;
}

const browserClock: WallClock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Used properties of the slider's element. */
export type SpeakingSlider = Pick<HTMLElement, 'ariaValueMax' | 'ariaValueNow' | 'ariaValueText'> & EventTarget;

/**
 * Keeps the slider's value: at once where time stands still or somebody goes elsewhere by key, and at most once per
 * `pause` while time runs. Returns what ends that.
 */
export function speakMoment(slider: SpeakingSlider, lab: Lab, t: Translate, clock = browserClock): () => void {
  let spoken = -Infinity;
  let cancel: (() => void) | undefined;

  function forget(): void {
    cancel?.();
    cancel = undefined;
  }

  function speak(): void {
    forget();
    spoken = clock.now();
    const { now, head, marks } = lab.state();
    slider.ariaValueMax = String(Math.round(Math.max(head, 1)));
    slider.ariaValueNow = String(Math.round(now));
    slider.ariaValueText = momentText(t, marks, now);
  }

  /** Before the key does what it does. */
  function onKey(): void {
    forget();
    spoken = -Infinity;
  }

  speak();
  slider.addEventListener('keydown', onKey);
  const unsubscribe = lab.store.subscribe((state, before) => {
    const moved = state.now !== before.now || state.head !== before.head || state.marks !== before.marks;
    if (!moved && state.running === before.running) return;
    if (!state.running || spoken === -Infinity) speak();
    else cancel ??= clock.after(Math.max(spoken + pause - clock.now(), 0), speak);
  });
  return () => {
    unsubscribe();
    slider.removeEventListener('keydown', onKey);
    forget();
  };
}
