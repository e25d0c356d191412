/** Finds the writers of the followed objects that are neither components of Kubernetes nor kubectl. */
import type { KubernetesObject } from '../engine/index.ts';
import type { LiveChange } from './live-cluster.ts';
import { actorOf } from './writers.ts';

export interface OtherWriter {
  /** A field manager, `HorizontalPodAutoscaler`, or the owner of an object. */
  readonly name: string;
  /**
   * `wrote`: it has written an object; `owns`: it owns the object; `controls`: it replaces the StatefulSet controller.
   */
  readonly how: 'wrote' | 'owns' | 'controls';
  /** The newest of its objects, e.g. `statefulsets/web`. */
  readonly object: string;
  /** The last time it was seen (virtual ms). */
  readonly at: number;
}

const maxWriters = 20;
/** Components of every cluster, and those that the name of an actor already identifies. */
const usual = /^(user|unknown|kubelet|default-scheduler|kube-.*|.*-controller|cloud-controller-manager|k8s-.*)$/;
/** The field manager of this page. */
export const ownManager = 'statefulset-lab';

export class OtherWriters {
  readonly #writers = new Map<string, OtherWriter>();

  /** Newest first. */
  get all(): readonly OtherWriter[] {
    return [...this.#writers.values()].reverse();
  }

  /** Adds changes. */
  see(changes: readonly LiveChange[], at: number): void {
    for (const change of changes) {
      const object = `${change.resource}/${change.object.metadata.name}`;
      const { name } = actorOf(change);
      if (change.resource !== 'events' && !usual.test(name) && name !== ownManager)
        this.#note({ name, how: 'wrote', object, at });
      for (const owner of ownersOf(change.object)) this.#note({ ...owner, object, at });
    }
  }

  #note(writer: OtherWriter): void {
    const key = `${writer.how} ${writer.name}`;
    this.#writers.delete(key);
    this.#writers.set(key, writer);
    if (this.#writers.size > maxWriters) this.#writers.delete(this.#writers.keys().next().value!);
  }
}

/** Owners of a set, and controllers of Pods, that are not part of Kubernetes. */
function ownersOf({ kind, metadata }: KubernetesObject): readonly Pick<OtherWriter, 'name' | 'how'>[] {
  if (kind !== 'StatefulSet' && kind !== 'Pod') return [];
  return (metadata.ownerReferences ?? [])
    .filter(({ apiVersion, controller }) => controller === true && !/^(v1|apps\/v1|batch\/v1)$/.test(apiVersion))
    .map(({ apiVersion, kind: owner, name }) => ({
      name: `${owner} ${name} (${apiVersion})`,
      how: kind === 'Pod' && owner === 'StatefulSet' ? ('controls' as const) : ('owns' as const),
    }));
}
