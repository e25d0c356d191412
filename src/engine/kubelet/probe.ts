/** One probe of one container: when it asks, what it has found, and what it says when the answer is no. */
// Models kubernetes/pkg/kubelet/prober/worker.go
// Differs: it asks from the start of the container on, not from the kubelet's last tick; asking takes no time unless
// the answer never comes. While nothing can change, nothing is asked.
import type { Container } from '../api/types.ts';
import { nextChange, type Process, type Silence, silence } from './process.ts';
import { probeFailure } from './probe-failure.ts';

export type ProbeType = 'Readiness' | 'Liveness' | 'Startup';
type Spec = NonNullable<Container['readinessProbe']>;

/** How many events of one kind the API server takes at once, and in which ms it takes another one. */
// Models client-go/tools/record (EventSourceObjectSpamFilter)
const [eventBurst, eventInterval] = [25, 300_000];

export class Probe {
  /** What counts until enough answers have come. */
  #result: boolean | undefined;
  #last: boolean | undefined;
  #run = 0;
  #failures = 0;
  #startedAt = 0;
  /** Virtual ms at which it asks next. */
  #asksAt = Infinity;

  constructor(
    readonly type: ProbeType,
    readonly spec: Spec,
    private readonly container: Container,
    private readonly process: Process,
  ) {
    this.#result = { Readiness: false, Liveness: true, Startup: undefined }[type];
  }

  /** `undefined` while a startup probe has not made up its mind. */
  get result(): boolean | undefined {
    return this.#result;
  }

  /** The container that runs since `startedAt` is asked from `now` on, after the probe's initial delay. */
  begin(startedAt: number, now: number): void {
    this.#startedAt = startedAt;
    this.#asksAt = Math.max(now, startedAt + (this.spec.initialDelaySeconds ?? 0) * 1000);
  }

  stop(): void {
    this.#asksAt = Infinity;
  }

  /** Virtual ms of the next answer; one that never comes takes as long as the probe waits for it. */
  get due(): number {
    return this.#asksAt + (this.#silence() === 'hangs' ? this.#timeout * 1000 : 0);
  }

  /** All is well as far as it has found out, or will never be. */
  get settled(): boolean {
    const hopeless = this.#silence() !== undefined && nextChange(this.process, this.#elapsed) === Infinity;
    return this.#result === true || hopeless;
  }

  /** Takes the answer that is due. @returns what the kubelet says when it is no. */
  answer(address: string): string | undefined {
    const silent = this.#silence();
    const answer = silent === undefined;
    const message = silent && probeFailure(this.spec, this.container, silent, address, this.#timeout);
    this.#run = this.#last === answer ? this.#run + 1 : 1;
    this.#last = answer;
    const threshold = answer ? (this.spec.successThreshold ?? 1) : (this.spec.failureThreshold ?? 3);
    if (this.#run >= threshold) this.#result = answer;
    this.#failures = answer ? 0 : this.#failures + 1;
    this.#asksAt = this.#nextTime();
    return message === undefined ? undefined : `${this.type} probe failed: ${message}`;
  }

  get #timeout(): number {
    return this.spec.timeoutSeconds ?? 1;
  }

  get #elapsed(): number {
    return this.#asksAt - this.#startedAt;
  }

  #silence(): Silence | undefined {
    return this.#asksAt === Infinity ? undefined : silence(this.process, this.#elapsed, this.type === 'Readiness');
  }

  #nextTime(): number {
    const period = (this.spec.periodSeconds ?? 10) * 1000;
    const next = this.#asksAt + period;
    const steady = this.#last === this.#result;
    if (!steady || (this.#last === false && this.#failures < eventBurst)) return next;
    // Nothing new to find out before the process changes, and nothing to tell more often than it is heard.
    const change = this.#startedAt + nextChange(this.process, this.#elapsed);
    const until = this.#last === true ? change : Math.min(change, this.#asksAt + eventInterval);
    return until === Infinity ? until : this.#asksAt + Math.max(1, Math.ceil((until - this.#asksAt) / period)) * period;
  }
}
