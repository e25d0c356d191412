/** Force-deletes Pods that no kubelet will remove: their Node is gone, or tainted as out of service. */
// Models kubernetes/pkg/controller/podgc/gc_controller.go
// Differs: finished Pods are not collected (upstream keeps 12500 of them).
import { hasTaint, taintKey } from '../../api/taints.ts';
import { withCondition } from '../../api/pod-condition.ts';
import type { Node, Pod } from '../../api/types.ts';
import type { Component, ComponentContext, WatchedWrite } from '../component.ts';
import { isNodeReady } from '../nodelifecycle/node-conditions.ts';

const actor = (reason: string) => ({ name: 'pod-garbage-collector', reason });

/** Virtual ms between two checks, and how long a Node must be gone. */
const period = 20_000;
const quarantine = 40_000;

const outOfService = (node: Node | undefined): boolean => hasTaint(node, taintKey.outOfService) && !isNodeReady(node);
const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

export class PodGarbageCollector implements Component {
  readonly name = 'podgc';

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    nodes: ({ type, object }: WatchedWrite): void => {
      if (type === 'DELETED') this.#wake(object.metadata.name, quarantine);
      else if (outOfService(object as Node)) this.#wake(object.metadata.name);
    },
    pods: ({ type, object }: WatchedWrite): void => {
      const pod = object as Pod;
      const { nodeName } = pod.spec;
      const node = this.#node(nodeName);
      // For a Node that never existed, retries endlessly, because the creator of the Pod may create it again.
      if (type === 'ADDED' && nodeName && node === undefined) this.#wake(nodeName, quarantine, true);
      if (isTerminating(pod) && outOfService(node)) this.#wake(nodeName!);
    },
  };

  #node(name: string | undefined): Node | undefined {
    return this.context.store.get('nodes', name ?? '');
  }

  /** At the next periodic check, or `later` than that. */
  #wake(node: string, later = 0, background = false): void {
    const { clock } = this.context;
    clock.schedule(this.name, node, period - (clock.now % period) + later, { background });
  }

  run(name: string): void {
    const node = this.#node(name);
    if (node !== undefined && !outOfService(node)) return;
    for (const pod of this.context.store.list('pods')) {
      if (pod.spec.nodeName === name && (node === undefined || isTerminating(pod)))
        this.#remove(pod, node === undefined);
    }
  }

  #remove(pod: Pod, orphaned: boolean): void {
    const { api, clock } = this.context;
    const { name, namespace } = pod.metadata;
    const why = actor(orphaned ? 'NodeIsGone' : 'NodeIsOutOfService');
    const condition = { type: 'DisruptionTarget', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists' };
    const status = orphaned ? withCondition(pod.status, condition, clock.now) : pod.status;
    api.updateStatus({ ...pod, status: { ...status, phase: 'Failed' } } as Pod, why);
    api.delete('pods', name, namespace, why, { gracePeriodSeconds: 0 });
  }
}
