/** The Pods of one ReplicaSet, counted incrementally: a reconcile processes only changed Pods. */
import { labelsMatch } from '../../api/labels.ts';
import type { Pod, ReplicaSet } from '../../api/types.ts';
import { availableAt, isTerminating } from '../statefulset/stateful-set-utils.ts';

const isFinished = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';
export const isActive = (pod: Pod): boolean => !isFinished(pod) && !isTerminating(pod);

/** The counts of Pods in the status. All except `terminating` count active Pods. */
interface Counts {
  active: number;
  fullyLabeled: number;
  ready: number;
  available: number;
  terminating: number;
}

export class ReplicaSetPods {
  readonly counts: Counts = { active: 0, fullyLabeled: 0, ready: 0, available: 0, terminating: 0 };
  readonly #pods = new Map<string, { readonly pod: Pod; readonly share: Readonly<Counts> }>();
  /** The future times (virtual ms) at which Ready Pods become available, by name. */
  readonly #maturing = new Map<string, number>();

  constructor(private readonly rs: ReplicaSet) {}

  active(): Pod[] {
    return [...this.#pods.values()].map(({ pod }) => pod).filter(isActive);
  }

  put(pod: Pod, now: number): void {
    const { name } = pod.metadata;
    const { minReadySeconds = 0, template } = this.rs.spec;
    const active = isActive(pod);
    const due = active ? availableAt(pod, minReadySeconds) : Infinity;
    if (due > now && due < Infinity) this.#maturing.set(name, due);
    else this.#maturing.delete(name);
    this.#count(this.#pods.get(name)?.share, -1);
    const share: Counts = {
      active: Number(active),
      fullyLabeled: Number(active && labelsMatch(template.metadata?.labels ?? {}, pod.metadata.labels)),
      ready: Number(active && availableAt(pod, 0) < 0),
      available: Number(active && due <= now),
      terminating: Number(isTerminating(pod) && !isFinished(pod)),
    };
    this.#count(share, 1);
    this.#pods.set(name, { pod, share });
  }

  remove(name: string): void {
    this.#count(this.#pods.get(name)?.share, -1);
    this.#pods.delete(name);
    this.#maturing.delete(name);
  }

  /** Counts the Pods that have become available as time passed. */
  mature(now: number): void {
    for (const [name, due] of this.#maturing) if (due <= now) this.put(this.#pods.get(name)!.pod, now);
  }

  /** The time at which the next Ready Pod becomes available without a write; `Infinity` if there is none. */
  get nextAvailableAt(): number {
    let next = Infinity;
    for (const due of this.#maturing.values()) next = Math.min(next, due);
    return next;
  }

  #count(share: Readonly<Counts> | undefined, by: 1 | -1): void {
    if (share === undefined) return;
    for (const key of Object.keys(share) as (keyof Counts)[]) this.counts[key] += by * share[key];
  }
}
