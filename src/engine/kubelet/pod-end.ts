/** How Pods end: when they are deleted, and when they have been active for longer than they may. */
// Models kubernetes/pkg/kubelet/pod_workers.go and pkg/kubelet/active_deadline.go
import type { Pod } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import type { Clock } from '../sim/clock.ts';
import { virtualTime } from '../sim/time.ts';
import type { Hosts } from './hosts.ts';
import { leastGrace } from './containers/lifecycle.ts';
import type { PodRuntime } from './pod-runtime.ts';

export const deadlineExceeded = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
};

/** Virtual ms at which the Pod has been active for as long as it may. */
export function deadline({ spec }: Pod, { startTime }: PodRuntime): number {
  return virtualTime(startTime) + (spec.activeDeadlineSeconds ?? Infinity) * 1000;
}

export class PodEnds {
  /** Virtual ms of the last removal that is planned, by the time that the containers need. */
  readonly #lastEnds = new Map<number, number>();

  /** @param wake has the kubelet look at the Pod again after some virtual ms. */
  constructor(
    private readonly clock: Clock,
    private readonly hosts: Hosts,
    private readonly wake: (pod: Pod, delay: number) => void,
  ) {}

  /**
   * Hooks and SIGTERM, then the end of the containers within the grace period. A Pod without a running container takes
   * time as well: its network and its volumes are taken down all the same.
   * @returns true when nothing of the Pod is left to run.
   */
  stop(pod: Pod, runtime: PodRuntime): boolean {
    if (runtime.ended) return true;
    const { clock } = this;
    const hostFor = this.hosts.hostFor(pod, runtime);
    if (runtime.endsAt === undefined) {
      for (const c of runtime.all) if (c.running) hostFor(c).event('Normal', 'Killing', `Stopping container ${c.name}`);
      // Each removal is a request of its own; those of Pods deleted at the same time follow close on each other.
      const takes = runtime.stopTime(hostFor);
      runtime.endsAt = Math.max(clock.now + takes, (this.#lastEnds.get(takes) ?? 0) + latency.removal);
      this.#lastEnds.set(takes, runtime.endsAt);
    }
    // Counted from when the kubelet hears of it: a node that was cut off hears late.
    const { deletionGracePeriodSeconds } = pod.metadata;
    const grace = deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
    runtime.endsAt = Math.min(runtime.endsAt, clock.now + grace * 1000 + leastGrace);
    if (runtime.endsAt > clock.now) {
      this.wake(pod, runtime.endsAt - clock.now);
      return false;
    }
    runtime.end(hostFor);
    return true;
  }
}
