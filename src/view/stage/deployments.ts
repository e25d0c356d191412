/** The Deployments beside the set: similar Pods, without an identity. */
import type { Deployment, Manifest, Pod, ReplicaSet } from '../../engine/index.ts';
import { Snapshot } from '../snapshot.ts';
import type { PodModel } from '../stage-model.ts';
import { podModel, silentNodes } from './pod.ts';

export interface DeploymentModel {
  readonly name: string;
  /** False if it is in the manifest only. */
  readonly exists: boolean;
  readonly replicas: number;
  readonly readyReplicas: number;
  /** In the order of their creation. `revision` is the hash of their template, as the ReplicaSet's name ends. */
  readonly pods: readonly PodModel[];
}

/** Names of each Deployment's ReplicaSets in order of their first appearance, by its key `namespace/name`. */
type ReplicaSetNames = ReadonlyMap<string, readonly string[]>;

/** @param written The objects in the editor; those that do not exist yet are shown as planned. */
export function deploymentModels(
  view: Snapshot,
  namespace: string,
  names: ReplicaSetNames,
  written: readonly Manifest[] = [],
): readonly DeploymentModel[] {
  return new DeploymentsDerivation().derive(view, namespace, names, written);
}

/** Inputs of a model: the same inputs give the same model. */
interface Derived {
  readonly deployment: Deployment;
  readonly order: readonly string[] | undefined;
  readonly silent: ReadonlySet<string>;
  readonly replicaSets: readonly ReplicaSet[];
  readonly model: DeploymentModel;
}

/**
 * Derives one moment after the other. Only changed Pods are read again, and an unchanged Deployment stays the same
 * object. The result for a moment does not depend on the moments before.
 */
export class DeploymentsDerivation {
  #view = Snapshot.empty;
  #silent: ReadonlySet<string> = new Set();
  /** By the uid of the ReplicaSet that controls them, then by their own. */
  readonly #pods = new Map<string, Map<string, Pod>>();
  readonly #models = new WeakMap<Pod, PodModel>();
  /** By the uid of the Deployment. */
  #derived: ReadonlyMap<string, Derived> = new Map();

  derive(
    view: Snapshot,
    namespace: string,
    names: ReplicaSetNames,
    written: readonly Manifest[] = [],
  ): readonly DeploymentModel[] {
    const changed = this.#advance(view);
    this.#silent = silentNodes(view, this.#silent);
    const live = view.list('deployments', { namespace });
    const replicaSets = live.length === 0 ? new Map<string, ReplicaSet[]>() : byDeployment(view, namespace);
    const derived = new Map<string, Derived>();
    for (const deployment of live) {
      const { uid, name } = deployment.metadata;
      const [own, order] = [replicaSets.get(uid) ?? [], names.get(`${namespace}/${name}`)];
      const before = this.#derived.get(uid);
      const same =
        before?.deployment === deployment &&
        before.order === order &&
        before.silent === this.#silent &&
        before.replicaSets.length === own.length &&
        own.every((set, i) => set === before.replicaSets[i] && !changed.has(set.metadata.uid));
      const make = (): Derived => ({
        deployment,
        order,
        silent: this.#silent,
        replicaSets: own,
        model: this.#model(deployment, own, order ?? []),
      });
      derived.set(uid, same ? before : make());
    }
    this.#derived = derived;
    const models = [...derived.values()].map(({ model }) => model);
    const taken = new Set(models.map(({ name }) => name));
    const drafts = written.flatMap((manifest) => draftDeployment(manifest, namespace) ?? []);
    return [...models, ...drafts.filter(({ name }) => !taken.has(name))];
  }

  /** Moves to another moment, forward or back; returns the uids of the ReplicaSets whose Pods differ there. */
  #advance(view: Snapshot): ReadonlySet<string> {
    const changed = new Set<string>();
    view.changedSince(this.#view, 'pods', (pod, previous) => {
      const [before, after] = [previous && ownerOf(previous, 'ReplicaSet'), pod && ownerOf(pod, 'ReplicaSet')];
      if (before !== undefined) {
        const own = this.#pods.get(before)!;
        own.delete(previous!.metadata.uid);
        if (own.size === 0) this.#pods.delete(before);
        changed.add(before);
      }
      if (after !== undefined) {
        const own = this.#pods.get(after);
        if (own === undefined) this.#pods.set(after, new Map([[pod!.metadata.uid, pod!]]));
        else own.set(pod!.metadata.uid, pod!);
        changed.add(after);
      }
    });
    this.#view = view;
    return changed;
  }

  #model(
    { metadata, spec, status }: Deployment,
    replicaSets: readonly ReplicaSet[],
    order: readonly string[],
  ): DeploymentModel {
    const pods = replicaSets.flatMap(({ metadata: { uid, name } }) => {
      const index = Math.max(order.indexOf(name), 0);
      return [...(this.#pods.get(uid)?.values() ?? [])].map((pod) => this.#pod(pod, index));
    });
    return {
      name: metadata.name,
      exists: true,
      replicas: spec.replicas,
      readyReplicas: status.readyReplicas ?? 0,
      pods: pods.sort((a, b) => a.createdAt - b.createdAt || (a.name < b.name ? -1 : 1)),
    };
  }

  #pod(pod: Pod, index: number): PodModel {
    const known = this.#models.get(pod);
    if (known?.revisionIndex === index && known.nodeSilent === this.#silent.has(known.node ?? '')) return known;
    const revision = pod.metadata.labels?.['pod-template-hash'] ?? '';
    const model = { ...podModel(pod, this.#silent, () => index), revision };
    this.#models.set(pod, model);
    return model;
  }
}

/** Returns the uid of the controller of an object, if it is of the given kind. */
const ownerOf = ({ metadata }: Pod | ReplicaSet, kind: string): string | undefined =>
  metadata.ownerReferences?.find((owner) => owner.controller === true && owner.kind === kind)?.uid;

/** The ReplicaSets of a namespace by the uid of the Deployment that controls them. */
function byDeployment(view: Snapshot, namespace: string): ReadonlyMap<string, ReplicaSet[]> {
  const sets = new Map<string, ReplicaSet[]>();
  for (const set of view.list('replicasets', { namespace })) {
    const owner = ownerOf(set, 'Deployment');
    const own = owner && sets.get(owner);
    if (own) own.push(set);
    else if (owner) sets.set(owner, [set]);
  }
  return sets;
}

/** Reads a Deployment that has not been validated. */
function draftDeployment({ kind, metadata, spec }: Manifest, namespace: string): DeploymentModel | null {
  const meta = (metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
  if (kind !== 'Deployment' || typeof meta.name !== 'string' || (meta.namespace ?? 'default') !== namespace)
    return null;
  const { replicas = 1 } = (spec ?? {}) as { readonly replicas?: unknown };
  const count = typeof replicas === 'number' && Number.isInteger(replicas) ? replicas : 1;
  return { name: meta.name, exists: false, replicas: count, readyReplicas: 0, pods: [] };
}
