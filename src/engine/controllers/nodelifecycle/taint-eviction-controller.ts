/** Deletes Pods from nodes with NoExecute taints that they do not tolerate, or whose toleration has expired. */
// Models kubernetes/pkg/controller/tainteviction/taint_eviction.go
import { isTolerated, type Taint, tolerates } from '../../api/taints.ts';
import { withCondition } from '../../api/pod-condition.ts';
import type { Node, Pod } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';

const controllerName = 'taint-eviction-controller';
const actor = { name: controllerName, reason: 'TaintEviction' };

export const noExecute = (node: Node | undefined): readonly Taint[] =>
  node?.spec.taints?.filter((t) => t.effect === 'NoExecute') ?? [];
const keyOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

/** Returns the seconds that the Pod tolerates these taints; Infinity for ever. */
export function toleratedFor(taints: readonly Taint[], { spec }: Pod): number {
  if (!taints.every((t) => isTolerated(t, spec.tolerations))) return 0;
  const used = (spec.tolerations ?? []).filter((t) => taints.some((taint) => tolerates(t, taint)));
  return Math.max(0, Math.min(...used.map((t) => t.tolerationSeconds ?? Infinity)));
}

export class TaintEvictionController implements Component {
  readonly name = 'taint-eviction';
  /** Evictions by the Pod's key: the Pod when it was marked, and the time of its deletion; Infinity once it is done. */
  readonly evictions = new Map<string, { readonly pod: Pod; due: number }>();

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    nodes: ({ type, object, previous }: WatchedWrite): void => {
      if (type === 'DELETED' || equal(noExecute(object as Node), noExecute(previous as Node | undefined))) return;
      for (const pod of this.context.store.list('pods')) {
        if (pod.spec.nodeName === object.metadata.name) this.#wake(keyOf(pod));
      }
    },
    pods: ({ type, object, previous }: WatchedWrite): void => {
      const pod = object as Pod;
      const placed = pod.spec.nodeName !== undefined && (previous as Pod | undefined)?.spec.nodeName === undefined;
      if (type === 'DELETED' ? this.evictions.has(keyOf(pod)) : placed && this.#taints(pod).length > 0)
        this.#wake(keyOf(pod));
    },
  };

  #taints(pod: Pod): readonly Taint[] {
    return noExecute(this.context.store.get('nodes', pod.spec.nodeName!));
  }

  #wake(key: string, delay = 0): void {
    this.context.clock.schedule(this.name, key, delay);
  }

  run(key: string): void {
    const { clock, store } = this.context;
    const { namespace, name } = splitKey(key);
    const pod = store.get('pods', name, namespace);
    const pending = this.evictions.get(key);
    if (pending !== undefined && pending.pod.metadata.uid !== pod?.metadata.uid) this.#cancel(key);
    if (pod?.spec.nodeName === undefined) return;
    const taints = this.#taints(pod);
    const seconds = taints.length === 0 ? Infinity : toleratedFor(taints, pod);
    if (seconds === Infinity) return this.#cancel(key);
    if (seconds === 0) this.#cancel(key);
    // The first taint starts the timer; later ones do not restart it.
    let eviction = this.evictions.get(key);
    if (eviction === undefined) this.evictions.set(key, (eviction = { pod, due: clock.now + seconds * 1000 }));
    if (eviction.due === Infinity) return;
    if (eviction.due > clock.now) return this.#wake(key, eviction.due - clock.now);
    eviction.due = Infinity;
    this.#evict(pod, key);
  }

  #evict(pod: Pod, key: string): void {
    const { api, clock, recorder } = this.context;
    const { name, namespace } = pod.metadata;
    recorder.event(pod, 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${key}`, controllerName);
    const status = withCondition(
      pod.status,
      {
        type: 'DisruptionTarget',
        reason: 'DeletionByTaintManager',
        message: 'Taint manager: deleting due to NoExecute taint',
      },
      clock.now,
    );
    api.updateStatus({ ...pod, status } as Pod, actor);
    api.delete('pods', name, namespace, actor);
  }

  #cancel(key: string): void {
    const eviction = this.evictions.get(key);
    if (eviction === undefined) return;
    this.evictions.delete(key);
    this.context.clock.cancel(this.name, key);
    if (eviction.due === Infinity) return;
    const message = `Cancelling deletion of Pod ${key}`;
    this.context.recorder.event(eviction.pod, 'Normal', 'TaintManagerEviction', message, controllerName);
  }
}
