/** Prepares a container: pulls its image and makes its environment, with retries. */
import type { Container } from '../../api/types.ts';
import { Resync } from './back-off.ts';
import type { ContainerHost } from './container-host.ts';
import { ImagePull } from './image-pull.ts';
import type { Environment } from '../environment/environment.ts';
import type { ContainerStateWaiting } from './start-failure.ts';

type Phase = 'New' | 'Pulling' | 'ConfigError';

export class Preparation {
  #phase: Phase = 'New';
  #due = 0;
  #pull: ImagePull;
  readonly #resync = new Resync();
  /** The reason of the last failure; undefined if it has not changed. */
  #waiting: ContainerStateWaiting | undefined;

  constructor(definition: Container, id: string) {
    this.#pull = new ImagePull(definition, id);
  }

  /** Virtual ms of the next change, and whether that is only a repetition. */
  get due(): { readonly at: number; readonly retry: boolean } {
    return this.#phase === 'Pulling' ? this.#pull.due : { at: this.#due, retry: this.#phase === 'ConfigError' };
  }

  /** Returns the reason why the last step did not lead to a start; undefined if it has not changed. */
  get waiting(): ContainerStateWaiting | undefined {
    return this.#waiting;
  }

  /** Starts again, for the next run of the same definition. */
  again(): void {
    this.#phase = 'New';
    this.#due = 0;
  }

  /** Starts again for another definition. */
  redefine(definition: Container, id: string): void {
    this.#pull = new ImagePull(definition, id);
    this.again();
  }

  /** Performs the step that is due. Returns the environment when everything is ready. */
  advance(host: ContainerHost, runId: string): Environment | undefined {
    this.#waiting = undefined;
    if (this.#phase !== 'ConfigError' && !this.#pulled(host)) return undefined;
    const environment = host.environment();
    if (!('problem' in environment)) return environment;
    const { problem } = environment;
    host.event('Warning', 'Failed', `Error: ${problem}`);
    host.lacks();
    this.#waiting = { reason: 'CreateContainerConfigError', message: problem };
    this.#phase = 'ConfigError';
    this.#due = host.now + this.#resync.next(host.between, `configure ${runId}`);
    return undefined;
  }

  /**
   * Retries, because a missing object may exist now.
   * @returns false if nothing is missing.
   */
  retrySoon(now: number): boolean {
    if (this.#phase === 'Pulling') return this.#pull.retrySoon(now);
    if (this.#phase !== 'ConfigError') return false;
    this.#due = Math.min(this.#due, Resync.soon(now));
    return true;
  }

  /** @returns true if the image is ready. */
  #pulled(host: ContainerHost): boolean {
    const there = this.#phase === 'Pulling' ? this.#pull.advance(host) : this.#pull.begin(host);
    if (there) return true;
    this.#phase = 'Pulling';
    this.#waiting = this.#pull.waiting;
    return false;
  }
}
