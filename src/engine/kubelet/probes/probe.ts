/** One probe of one container: its schedule, its result, and its failure messages. */
// Models kubernetes/pkg/kubelet/prober/worker.go
// Differs: it starts with the container, not at the kubelet's next tick; a probe takes no time unless
// it times out. While nothing can change, it does not run.
import { type ProbeAnswer, probeAnswer, type ProbeSpec } from './probe-answer.ts';
import type { Listener, ProbedPod } from './probed-pod.ts';

export type ProbeType = 'Readiness' | 'Liveness' | 'Startup';

/** Number of events of one kind that the API server accepts at once, and the ms after which it accepts another one. */
// Models client-go/tools/record (EventSourceObjectSpamFilter)
const [eventBurst, eventInterval] = [25, 300_000];

export class Probe {
  /** The result, which changes only after enough probes with another result. */
  #result: boolean | undefined;
  #last: boolean | undefined;
  #run = 0;
  #failures = 0;
  /** Virtual ms of the last probe; absent before the first. */
  #askedAt: number | undefined;
  /** Virtual ms of the next probe. */
  #asksAt = Infinity;

  constructor(
    readonly type: ProbeType,
    readonly spec: ProbeSpec,
    /** The probed container. */
    private readonly own: Listener,
    private readonly pod: ProbedPod,
    private readonly command: readonly string[] | undefined,
  ) {
    this.#result = { Readiness: false, Liveness: true, Startup: undefined }[type];
  }

  /** `undefined` while a startup probe has no result. */
  get result(): boolean | undefined {
    return this.#result;
  }

  /** Starts at `now`, after the probe's initial delay. */
  begin(now: number): void {
    this.#asksAt = Math.max(now, this.own.startedAt + (this.spec.initialDelaySeconds ?? 0) * 1000);
  }

  stop(): void {
    this.#asksAt = Infinity;
    this.#askedAt = undefined;
  }

  /** Notes that files or other containers have changed: the probe runs again at the end of its period. */
  rouse(now: number): void {
    if (this.#askedAt === undefined) return;
    const periods = Math.max(1, Math.ceil((now - this.#askedAt) / this.#period));
    this.#asksAt = Math.min(this.#asksAt, this.#askedAt + periods * this.#period);
  }

  /**
   * Virtual ms of the next result; a probe that times out takes as long as its time-out. `settled` is true if its next
   * results change nothing, because it succeeds, or fails until something else changes. A readiness probe that runs
   * again may find a Pod unready; a failed liveness probe starts endless restarts.
   */
  get due(): { readonly at: number; readonly settled: boolean } {
    if (this.#asksAt === Infinity) return { at: Infinity, settled: true };
    const { failure, errored, hangs, until } = this.#answer();
    const at = this.#asksAt + (hangs ? this.#timeout * 1000 : 0);
    if (this.#result !== true) return { at, settled: failure !== undefined && until === Infinity };
    return { at, settled: this.type !== 'Readiness' || failure === undefined || errored === true };
  }

  /**
   * Takes the result that is due.
   * @returns the kubelet's message if it is not a success.
   */
  answer(): string | undefined {
    const answer = this.#answer();
    const { failure, errored } = answer;
    const yes = failure === undefined;
    if (!errored) {
      this.#run = this.#last === yes ? this.#run + 1 : 1;
      this.#last = yes;
      const threshold = yes ? (this.spec.successThreshold ?? 1) : (this.spec.failureThreshold ?? 3);
      if (this.#run >= threshold) this.#result = yes;
    }
    this.#failures = yes ? 0 : this.#failures + 1;
    this.#askedAt = this.#asksAt;
    this.#asksAt = this.#nextTime(answer);
    if (failure === undefined) return undefined;
    return `${this.type} probe ${errored ? 'errored and resulted in unknown state' : 'failed'}: ${failure}`;
  }

  get #timeout(): number {
    return this.spec.timeoutSeconds ?? 1;
  }

  get #period(): number {
    return (this.spec.periodSeconds ?? 10) * 1000;
  }

  #answer(): ProbeAnswer {
    const question = {
      spec: this.spec,
      forReadiness: this.type === 'Readiness',
      timeout: this.#timeout,
      command: this.command,
    };
    return probeAnswer(question, this.own, this.pod, this.#asksAt);
  }

  #nextTime({ failure, errored, until: change }: ProbeAnswer): number {
    const steady = errored || this.#last === this.#result;
    if (!steady || (failure !== undefined && this.#failures < eventBurst)) return this.#asksAt + this.#period;
    // Returns true if there is nothing to find out before the result changes, and the event limit allows no further
    // messages.
    const until = failure === undefined ? change : Math.min(change, this.#asksAt + eventInterval);
    if (until === Infinity) return until;
    return this.#asksAt + Math.max(1, Math.ceil((until - this.#asksAt) / this.#period)) * this.#period;
  }
}
