/** Ends Pods: when they are deleted, and at their active deadline. */
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

/** Returns the time (virtual ms) of the Pod's active deadline. */
export function deadline({ spec }: Pod, { startTime }: PodRuntime): number {
  return virtualTime(startTime) + (spec.activeDeadlineSeconds ?? Infinity) * 1000;
}

export class PodEnds {
  /** Virtual ms of the last planned removal, by the time that the containers need. */
  readonly #lastEnds = new Map<number, number>();

  /** @param wake Syncs the Pod again after some virtual ms. */
  constructor(
    private readonly clock: Clock,
    private readonly hosts: Hosts,
    private readonly wake: (pod: Pod, delay: number) => void,
  ) {}

  /**
   * Runs hooks and SIGTERM, then ends the containers within the grace period. A Pod without a running container takes
   * time as well: its network and its volumes are torn down.
   * @returns true if nothing of the Pod runs any more.
   */
  stop(pod: Pod, runtime: PodRuntime): boolean {
    if (runtime.ended) return true;
    const { clock } = this;
    const hostFor = this.hosts.hostFor(pod, runtime);
    if (runtime.endsAt === undefined) {
      for (const c of runtime.all) if (c.running) hostFor(c).event('Normal', 'Killing', `Stopping container ${c.name}`);
      // Each removal is a separate request; those of Pods that were deleted at the same time follow shortly after each
      // other.
      const takes = runtime.stopTime(hostFor);
      runtime.endsAt = Math.max(clock.now + takes, (this.#lastEnds.get(takes) ?? 0) + latency.removal);
      this.#lastEnds.set(takes, runtime.endsAt);
    }
    // Counted from the time when the kubelet notices the deletion: a disconnected node notices it late.
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
