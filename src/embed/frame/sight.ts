/** Tells whether anybody can see the figure, and lets its time stand still while nobody can. */
import type { Frames } from '../../store/moment/playback.ts';

/** Frames that come only while the figure is in sight. Those that are asked for meanwhile come when it is again. */
export class SeenFrames implements Frames {
  readonly #waiting = new Map<number, (time: number) => void>();
  /** Handles of the browser's frames by ours. */
  readonly #requested = new Map<number, number>();
  #seen = false;
  #handles = 0;

  constructor(private readonly frames: Frames) {}

  request(callback: (time: number) => void): number {
    const handle = ++this.#handles;
    this.#waiting.set(handle, callback);
    if (this.#seen) this.#request(handle);
    return handle;
  }

  cancel(handle: number): void {
    this.#waiting.delete(handle);
    this.#withdraw(handle);
  }

  /** Bound: who only reads the time takes it alone. */
  readonly now = (): number => this.frames.now();

  /** Says whether the figure is in sight. */
  set seen(seen: boolean) {
    if (seen === this.#seen) return;
    this.#seen = seen;
    for (const handle of this.#waiting.keys()) {
      if (seen) this.#request(handle);
      else this.#withdraw(handle);
    }
  }

  #request(handle: number): void {
    const requested = this.frames.request((time) => {
      this.#requested.delete(handle);
      const callback = this.#waiting.get(handle);
      this.#waiting.delete(handle);
      callback?.(time);
    });
    this.#requested.set(handle, requested);
  }

  #withdraw(handle: number): void {
    const requested = this.#requested.get(handle);
    this.#requested.delete(handle);
    if (requested !== undefined) this.frames.cancel(requested);
  }
}

/** Calls back with whether an element is in sight, at first and after each change. Where that cannot be known, it is. */
export function watchSight(element: Element, changed: (seen: boolean) => void): void {
  let intersects = typeof IntersectionObserver === 'undefined';
  const tell = (): void => changed(intersects && document.visibilityState !== 'hidden');
  document.addEventListener('visibilitychange', tell);
  if (intersects) return tell();
  new IntersectionObserver((entries) => {
    intersects = entries.at(-1)?.isIntersecting ?? intersects;
    tell();
  }).observe(element);
}
