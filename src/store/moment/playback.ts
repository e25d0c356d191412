/** Turns wall time into virtual time. The only reader of wall time. */
import type { Playable } from '../../timeline/playable.ts';

/** The browser's frames and clock, injected so that tests can drive them. Times are wall milliseconds. */
export interface Frames {
  request(callback: (time: number) => void): number;
  cancel(handle: number): void;
  now(): number;
}

export const browserFrames: Frames = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
  now: () => performance.now(),
};

export { speeds } from '../../share/saved-fields.ts';

/**
 * The most wall ms that one frame moves time by. Browsers give hidden tabs no frames, so a hidden lab stands still and
 * continues without a jump.
 */
const maxElapsed = 100;
/** Wall ms that one frame may work. The rest is done in the next frames: time slows down, the order stays. */
const maxWork = 10;

export interface PlaybackOptions {
  readonly playable: () => Playable;
  /** Returns the next time at which something outside the cluster changes; time runs until then. */
  readonly nextOutside?: () => number | undefined;
  readonly speed: () => number;
  /** Called once per frame in which time moved. */
  readonly onFrame: () => void;
  /** Called when frames start or stop: `running` is false while nothing is due. */
  readonly onRunning: (running: boolean) => void;
  readonly frames?: Frames;
}

export class Playback {
  readonly #frames: Frames;
  #playing = false;
  #handle: number | undefined;
  #last: number | undefined;

  constructor(private readonly options: PlaybackOptions) {
    this.#frames = options.frames ?? browserFrames;
  }

  /** Lets time run, as long as anything is due. */
  play(): void {
    this.#playing = true;
    this.wake();
  }

  pause(): void {
    this.#playing = false;
    this.#sleep();
  }

  /** Resumes time, if it is playing, after something was scheduled from outside. */
  wake(): void {
    if (!this.#playing || this.#handle !== undefined || !this.#due()) return;
    this.#last = undefined;
    this.options.onRunning(true);
    this.#request();
  }

  #request(): void {
    this.#handle = this.#frames.request((time) => this.#frame(time));
  }

  #sleep(): void {
    if (this.#handle === undefined) return;
    this.#frames.cancel(this.#handle);
    this.#handle = undefined;
    this.options.onRunning(false);
  }

  #frame(time: number): void {
    const elapsed = Math.min(time - (this.#last ?? time), maxElapsed);
    this.#last = time;
    this.#request();
    if (elapsed > 0) {
      this.#advance(elapsed * this.options.speed());
      this.options.onFrame();
    }
    if (!this.#due()) this.#sleep();
  }

  #due(): boolean {
    return this.options.playable().nextTaskAt() !== undefined || this.options.nextOutside?.() !== undefined;
  }

  #advance(virtual: number): void {
    const playable = this.options.playable();
    const target = Math.min(playable.now() + virtual, this.options.nextOutside?.() ?? Infinity);
    const started = this.#frames.now();
    for (let next = playable.nextTaskAt(); next !== undefined && next <= target; next = playable.nextTaskAt()) {
      playable.step();
      if (this.#frames.now() - started > maxWork) return;
    }
    playable.advanceTo(target);
  }
}
