/** A node as the scheduler sees it: the object and its Pods that have not terminated. */
// Models kubernetes/pkg/scheduler/framework/types.go (NodeInfo)
import type { Node, Pod } from '../api/types.ts';
import { addAmounts, podRequests, type ResourceAmounts } from '../api/pod-requests.ts';
import { controllerUid } from '../apiserver/object-store.ts';

/** The Pods of a node by uid, the sum of their requests, and the number of Pods of each controller. */
export class NodePods {
  readonly pods = new Map<string, Pod>();
  /** The Pods with affinity to other Pods or anti-affinity, required or preferred. */
  readonly withAffinity = new Map<string, Pod>();
  readonly #requested = new Map<string, number>();
  readonly #byController = new Map<string, number>();

  ofController(uid: string | undefined): number {
    return this.#byController.get(uid ?? '') ?? 0;
  }

  get requested(): ResourceAmounts {
    return this.#requested;
  }

  set(pod: Pod): void {
    const before = this.pods.get(pod.metadata.uid);
    if (before?.spec !== pod.spec || controllerUid(before) !== controllerUid(pod)) {
      if (before !== undefined) this.#count(before, -1);
      this.#count(pod, 1);
    }
    this.pods.set(pod.metadata.uid, pod);
    const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
    if (podAffinity ?? podAntiAffinity) this.withAffinity.set(pod.metadata.uid, pod);
  }

  delete(pod: Pod): void {
    const before = this.pods.get(pod.metadata.uid);
    if (before !== undefined) this.#count(before, -1);
    this.pods.delete(pod.metadata.uid);
    this.withAffinity.delete(pod.metadata.uid);
  }

  #count(pod: Pod, by: 1 | -1): void {
    addAmounts(this.#requested, podRequests(pod.spec), by);
    const controller = controllerUid(pod) ?? '';
    this.#byController.set(controller, this.ofController(controller) + by);
  }
}

export interface NodeInfo {
  readonly node: Node;
  readonly load: NodePods;
}
