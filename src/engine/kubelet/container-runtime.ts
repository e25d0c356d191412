/** One container on a node: pulled, started, running, ended, started again. Advances when its due time comes. */
import type { Container, ContainerStatus } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import { timestamp } from '../sim/time.ts';
import { imageBehaviour } from './images.ts';

/** First back-off and its cap, in virtual ms; it doubles in between. */
// Models kubernetes/pkg/kubelet (MaxContainerBackOff, image back-off)
const backOff = { base: 10_000, max: 300_000 };

type Phase =
  | 'Created'
  | 'Pulling'
  | 'ErrImagePull'
  | 'ImagePullBackOff'
  | 'Starting'
  | 'Running'
  | 'CrashLoopBackOff'
  /** An init container that has done its work. */
  | 'Completed';

/** What the kubelet and the node offer a container. */
export interface ContainerHost {
  readonly now: number;
  /** A lot in [min, max), the same whenever asked for the same purpose. */
  between(min: number, max: number, purpose: string): number;
  /** The image is on the node's disk. */
  hasImage(image: string): boolean;
  keepImage(image: string): void;
  event(type: 'Normal' | 'Warning', reason: string, message: string): void;
}

export class ContainerRuntime {
  #phase: Phase = 'Created';
  /** Virtual ms of the next change; Infinity when none comes by itself. */
  #due = 0;
  #pullStarted = 0;
  #failures = 0;
  #startedAt = 0;
  #readyAt = Infinity;
  #last: ContainerStatus['lastState'] = {};

  constructor(
    readonly container: Container,
    /** Distinguishes this container's lots from others'. */
    private readonly id: string,
    private readonly init: boolean,
    /** How often it was started before, under an image that has been replaced in place. */
    private restarts = 0,
  ) {}

  get restartCount(): number {
    return this.restarts;
  }

  get completed(): boolean {
    return this.#phase === 'Completed';
  }

  /** Virtual ms of the next change, and whether it is only another try of something that failed. */
  get due(): { readonly at: number; readonly retry: boolean } {
    const retry = this.#phase === 'ImagePullBackOff' || this.#phase === 'CrashLoopBackOff';
    return { at: this.#due, retry };
  }

  get running(): boolean {
    return this.#phase === 'Running';
  }

  /** Has run at least once: the Pod's phase is not Pending any more. */
  get hasRun(): boolean {
    return this.running || this.restarts > 0 || this.#phase === 'CrashLoopBackOff';
  }

  ready(now: number): boolean {
    return this.running && this.#readyAt <= now;
  }

  /** Carries out every change that is due. */
  advance(host: ContainerHost): void {
    while (this.#due <= host.now) this.#next(host);
  }

  #next(host: ContainerHost): void {
    const image = this.container.image!;
    const { name } = this.container;
    const { now } = host;
    switch (this.#phase) {
      case 'Created':
      case 'ImagePullBackOff':
        this.#pull(host, image);
        return;
      case 'Pulling':
        if (imageBehaviour(image) === 'missing') {
          host.event(
            'Warning',
            'Failed',
            `Failed to pull image "${image}": rpc error: code = NotFound desc = failed to pull and unpack image "${image}": not found`,
          );
          host.event('Warning', 'Failed', 'Error: ErrImagePull');
          return this.#go('ErrImagePull', now + latency.pullFailure);
        }
        host.keepImage(image);
        host.event('Normal', 'Pulled', `Successfully pulled image "${image}" in ${seconds(now - this.#pullStarted)}`);
        return this.#start(host);
      case 'ErrImagePull':
        host.event('Normal', 'BackOff', `Back-off pulling image "${image}"`);
        host.event('Warning', 'Failed', 'Error: ImagePullBackOff');
        return this.#go('ImagePullBackOff', now + this.#nextBackOff());
      case 'CrashLoopBackOff':
        this.restarts++;
        return this.#pull(host, image);
      case 'Starting': {
        host.event('Normal', 'Created', `Created container: ${name}`);
        host.event('Normal', 'Started', `Started container ${name}`);
        this.#startedAt = now;
        const behaviour = imageBehaviour(image);
        this.#readyAt = behaviour === 'ready' || this.init ? now + latency.becomeReady : Infinity;
        return this.#go('Running', behaviour === 'crash' ? now + latency.crash : this.#readyAt);
      }
      case 'Running': {
        const crashed = imageBehaviour(image) === 'crash';
        if (!crashed && !this.init) return this.#go('Running', Infinity);
        this.#last = this.#ended(now, crashed);
        if (!crashed) return this.#go('Completed', Infinity);
        host.event('Warning', 'BackOff', `Back-off restarting failed container ${name}`);
        return this.#go('CrashLoopBackOff', now + this.#nextBackOff());
      }
      case 'Completed':
        return this.#go('Completed', Infinity);
    }
  }

  #ended(now: number, crashed: boolean): ContainerStatus['lastState'] {
    const [startedAt, finishedAt] = [timestamp(this.#startedAt), timestamp(now)];
    return {
      terminated: { exitCode: crashed ? 1 : 0, reason: crashed ? 'Error' : 'Completed', startedAt, finishedAt },
    };
  }

  #pull(host: ContainerHost, image: string): void {
    if (this.container.imagePullPolicy !== 'Always' && host.hasImage(image)) {
      host.event('Normal', 'Pulled', `Container image "${image}" already present on machine`);
      return this.#start(host);
    }
    host.event('Normal', 'Pulling', `Pulling image "${image}"`);
    this.#pullStarted = host.now;
    const [min, max] = latency.pull;
    const takes = imageBehaviour(image) === 'missing' ? latency.pullFailure : host.between(min, max, `pull ${this.id}`);
    this.#go('Pulling', host.now + takes);
  }

  #start(host: ContainerHost): void {
    const [min, max] = latency.containerStart;
    this.#go('Starting', host.now + host.between(min, max, `start ${this.id} ${this.restarts}`));
  }

  #go(phase: Phase, due: number): void {
    this.#phase = phase;
    this.#due = due;
  }

  #nextBackOff(): number {
    return Math.min(backOff.base * 2 ** this.#failures++, backOff.max);
  }

  /** The container as the kubelet reports it. */
  status(now: number): ContainerStatus {
    const image = this.container.image!;
    return {
      name: this.container.name,
      state: this.#state(image),
      lastState: this.completed ? {} : this.#last,
      ready: this.completed || (!this.init && this.ready(now)),
      restartCount: this.restarts,
      image,
      imageID: this.running || this.completed ? `sha256:${this.id.replace(/\W/g, '').slice(0, 12)}` : '',
      started: this.running,
    } as ContainerStatus;
  }

  #state(image: string): ContainerStatus['state'] {
    if (this.running) return { running: { startedAt: timestamp(this.#startedAt) } };
    if (this.completed) return this.#last;
    const creating = this.#phase === 'Created' || this.#phase === 'Pulling' || this.#phase === 'Starting';
    return { waiting: { reason: creating ? 'ContainerCreating' : this.#phase, ...this.#message(image) } };
  }

  #message(image: string): { message?: string } {
    if (this.#phase === 'ImagePullBackOff') return { message: `Back-off pulling image "${image}"` };
    if (this.#phase === 'CrashLoopBackOff')
      return { message: `back-off restarting failed container ${this.container.name}` };
    return {};
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)}s (${(ms / 1000).toFixed(3)}s including waiting)`;
