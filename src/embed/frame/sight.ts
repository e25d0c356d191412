/** Detects if the figure is in sight, and pauses it while it is not. */
import type { Frames } from '../../store/moment/playback.ts';

/** Animation frames that run only while the figure is in sight. Requests in the meantime wait until it is. */
export class SeenFrames implements Frames {
  readonly #waiting = new Map<number, (time: number) => void>();
  /** The browser's handles, by the handles of this class. */
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

  /** Bound, because some callers use it without the object. */
  readonly now = (): number => this.frames.now();

  /** Sets whether the figure is in sight. */
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

/**
 * Calls back with whether an element is in sight, at first and after each change. Without support of the browser, it
 * always is.
 */
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
