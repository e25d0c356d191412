/** What the scheduler knows of a node: the object, and the Pods on it that have not finished. */
// Models kubernetes/pkg/scheduler/framework/types.go (NodeInfo)
import type { Node, Pod } from '../api/types.ts';
import { controllerUid } from '../apiserver/object-store.ts';

/** The Pods of a node, by uid, and how many of them each controller has. */
export class NodePods {
  readonly pods = new Map<string, Pod>();
  readonly #byController = new Map<string, number>();

  ofController(uid: string | undefined): number {
    return this.#byController.get(uid ?? '') ?? 0;
  }

  set(pod: Pod): void {
    if (!this.pods.has(pod.metadata.uid)) this.#count(pod, 1);
    this.pods.set(pod.metadata.uid, pod);
  }

  delete(pod: Pod): void {
    if (this.pods.delete(pod.metadata.uid)) this.#count(pod, -1);
  }

  #count(pod: Pod, by: 1 | -1): void {
    const controller = controllerUid(pod) ?? '';
    this.#byController.set(controller, this.ofController(controller) + by);
  }
}

export interface NodeInfo {
  readonly node: Node;
  readonly load: NodePods;
}
