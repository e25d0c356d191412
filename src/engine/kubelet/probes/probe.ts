/** One probe of one container: when it asks, what it has found, and what it says when the answer is no. */
// Models kubernetes/pkg/kubelet/prober/worker.go
// Differs: it asks from the start of the container on, not from the kubelet's last tick; asking takes no time unless
// the answer never comes. While nothing can change, nothing is asked.
import { type ProbeAnswer, probeAnswer, type ProbeSpec } from './probe-answer.ts';
import type { Listener, ProbedPod } from './probed-pod.ts';

export type ProbeType = 'Readiness' | 'Liveness' | 'Startup';

/** How many events of one kind the API server takes at once, and in which ms it takes another one. */
// Models client-go/tools/record (EventSourceObjectSpamFilter)
const [eventBurst, eventInterval] = [25, 300_000];

export class Probe {
  /** Result that holds until enough answers have come. */
  #result: boolean | undefined;
  #last: boolean | undefined;
  #run = 0;
  #failures = 0;
  /** Virtual ms at which it asked last; before the first time, absent. */
  #askedAt: number | undefined;
  /** Virtual ms at which it asks next. */
  #asksAt = Infinity;

  constructor(
    readonly type: ProbeType,
    readonly spec: ProbeSpec,
    /** The container that it asks. */
    private readonly own: Listener,
    private readonly pod: ProbedPod,
    private readonly command: readonly string[] | undefined,
  ) {
    this.#result = { Readiness: false, Liveness: true, Startup: undefined }[type];
  }

  /** `undefined` while a startup probe has not made up its mind. */
  get result(): boolean | undefined {
    return this.#result;
  }

  /** Asks from `now` on, after the probe's initial delay. */
  begin(now: number): void {
    this.#asksAt = Math.max(now, this.own.startedAt + (this.spec.initialDelaySeconds ?? 0) * 1000);
  }

  stop(): void {
    this.#asksAt = Infinity;
    this.#askedAt = undefined;
  }

  /** Files or other containers have changed: it asks again when its period is over. */
  rouse(now: number): void {
    if (this.#askedAt === undefined) return;
    const periods = Math.max(1, Math.ceil((now - this.#askedAt) / this.#period));
    this.#asksAt = Math.min(this.#asksAt, this.#askedAt + periods * this.#period);
  }

  /**
   * Virtual ms of the next answer; one that never comes takes as long as the probe waits for it. And whether it is
   * settled: its next answers change nothing, for all is well, or will not be unless something else changes. A readiness
   * probe that has been roused may find a Pod that was Ready unready; a failed liveness probe begins endless restarts.
   */
  get due(): { readonly at: number; readonly settled: boolean } {
    if (this.#asksAt === Infinity) return { at: Infinity, settled: true };
    const { failure, errored, hangs, until } = this.#answer();
    const at = this.#asksAt + (hangs ? this.#timeout * 1000 : 0);
    if (this.#result !== true) return { at, settled: failure !== undefined && until === Infinity };
    return { at, settled: this.type !== 'Readiness' || failure === undefined || errored === true };
  }

  /** Takes the answer that is due. @returns what the kubelet says when it is not yes. */
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
    // Nothing new to find out before the answer changes, and nothing to tell more often than it is heard.
    const until = failure === undefined ? change : Math.min(change, this.#asksAt + eventInterval);
    if (until === Infinity) return until;
    return this.#asksAt + Math.max(1, Math.ceil((until - this.#asksAt) / this.#period)) * this.#period;
  }
}
