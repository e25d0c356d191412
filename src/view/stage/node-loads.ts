/** Requests of the Pods on each node. From one moment to the next only changed Pods are counted again. */
import { type Pod, podRequests } from '../../engine/index.ts';
import { Snapshot } from '../snapshot.ts';

export interface Load {
  /** All Pods that are bound to the node, by uid. */
  readonly pods: ReadonlyMap<string, Pod>;
  /** The number of Pods that have not ended. As in the scheduler, ended Pods request nothing. */
  readonly living: number;
  /** In thousandths, by the name of the resource. */
  readonly requests: ReadonlyMap<string, number>;
}

interface OwnLoad extends Load {
  readonly pods: Map<string, Pod>;
  living: number;
  readonly requests: Map<string, number>;
}

const nothing: Load = { pods: new Map(), living: 0, requests: new Map() };

export class NodeLoads {
  #view = Snapshot.empty;
  readonly #byNode = new Map<string, OwnLoad>();

  /** Moves to another moment, forward or back. */
  advance(view: Snapshot): void {
    view.changedSince(this.#view, 'pods', (pod, previous) => {
      if (previous !== undefined) this.#count(previous, -1);
      if (pod !== undefined) this.#count(pod, 1);
    });
    this.#view = view;
  }

  /** Returns the load at this moment; the object changes with the next one. */
  of(node: string): Load {
    return this.#byNode.get(node) ?? nothing;
  }

  #count(pod: Pod, times: 1 | -1): void {
    const { nodeName } = pod.spec;
    if (nodeName === undefined) return;
    let load = this.#byNode.get(nodeName);
    if (load === undefined) this.#byNode.set(nodeName, (load = { pods: new Map(), living: 0, requests: new Map() }));
    if (times === 1) load.pods.set(pod.metadata.uid, pod);
    else load.pods.delete(pod.metadata.uid);
    const { phase } = pod.status;
    if (phase === 'Succeeded' || phase === 'Failed') return;
    load.living += times;
    for (const [name, amount] of podRequests(pod.spec)) {
      load.requests.set(name, (load.requests.get(name) ?? 0) + times * amount);
    }
  }
}
