/** Preparation of a container: its image is pulled and its environment is made, again and again until both are there. */
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
  /** Why it failed last; undefined while that does not differ from before. */
  #waiting: ContainerStateWaiting | undefined;

  constructor(
    definition: Container,
    id: string,
    private readonly standIn: boolean,
  ) {
    this.#pull = new ImagePull(definition, id, standIn);
  }

  /** Virtual ms of the next change, and whether nothing new is to be expected of it. */
  get due(): { readonly at: number; readonly retry: boolean } {
    return this.#phase === 'Pulling' ? this.#pull.due : { at: this.#due, retry: this.#phase === 'ConfigError' };
  }

  /** Returns why the last step did not lead to a start; undefined if it says nothing new. */
  get waiting(): ContainerStateWaiting | undefined {
    return this.#waiting;
  }

  /** Begins again, for the next run of the same definition. */
  again(): void {
    this.#phase = 'New';
    this.#due = 0;
  }

  /** Begins again for another definition. */
  redefine(definition: Container, id: string): void {
    this.#pull = new ImagePull(definition, id, this.standIn);
    this.again();
  }

  /** Takes the step that is due. Returns the environment when all is there. */
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

  /** Retries, as what it lacked may now exist. @returns false if it lacks nothing. */
  retrySoon(now: number): boolean {
    if (this.#phase === 'Pulling') return this.#pull.retrySoon(now);
    if (this.#phase !== 'ConfigError') return false;
    this.#due = Math.min(this.#due, Resync.soon(now));
    return true;
  }

  /** @returns true when the image is there. */
  #pulled(host: ContainerHost): boolean {
    const there = this.#phase === 'Pulling' ? this.#pull.advance(host) : this.#pull.begin(host);
    if (there) return true;
    this.#phase = 'Pulling';
    this.#waiting = this.#pull.waiting;
    return false;
  }
}
