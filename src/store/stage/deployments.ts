/** The Deployments beside the set: the same kind of Pods, without an identity. */
import type { Manifest, ObjectView, Pod, ReplicaSet } from '../../engine/index.ts';
import type { PodModel } from '../stage-model.ts';
import { podModel, silentNodes } from './pod.ts';

export interface DeploymentModel {
  readonly name: string;
  /** False: it is written and not applied. */
  readonly exists: boolean;
  readonly replicas: number;
  readonly readyReplicas: number;
  /** In the order of their creation. `revision` is the hash of their template, as the ReplicaSet's name ends. */
  readonly pods: readonly PodModel[];
}

/**
 * @param names Of each Deployment's ReplicaSets in order of their first appearance, by its key `namespace/name`.
 * @param written What the editor holds; shown of it is what does not exist yet.
 */
export function deploymentModels(
  view: ObjectView,
  namespace: string,
  names: ReadonlyMap<string, readonly string[]>,
  written: readonly Manifest[] = [],
): readonly DeploymentModel[] {
  const live = view.list('deployments', { namespace });
  if (live.length === 0 && written.length === 0) return [];
  const sets = view.list('replicasets', { namespace });
  const pods = view.list('pods', { namespace });
  const silent = silentNodes(view);
  const models = live.map(({ metadata, spec, status }): DeploymentModel => {
    const own = new Map(
      sets
        .filter((set) => ownerOf(set, 'Deployment') === metadata.uid)
        .map((set) => [set.metadata.uid, set.metadata.name]),
    );
    const order = names.get(`${namespace}/${metadata.name}`) ?? [];
    return {
      name: metadata.name,
      exists: true,
      replicas: spec.replicas,
      readyReplicas: status.readyReplicas ?? 0,
      pods: pods
        .flatMap((pod) => {
          const replicaSet = own.get(ownerOf(pod, 'ReplicaSet') ?? '');
          return replicaSet === undefined ? [] : deploymentPod(silent, pod, order.indexOf(replicaSet));
        })
        .sort((a, b) => a.createdAt - b.createdAt || (a.name < b.name ? -1 : 1)),
    };
  });
  const drafts = written.flatMap((manifest) => draftDeployment(manifest, namespace) ?? []);
  return [...models, ...drafts.filter(({ name }) => !models.some((model) => model.name === name))];
}

/** The uid of the owner of a kind that controls an object. */
const ownerOf = ({ metadata }: Pod | ReplicaSet, kind: string): string | undefined =>
  metadata.ownerReferences?.find((owner) => owner.controller === true && owner.kind === kind)?.uid;

function deploymentPod(silent: ReadonlySet<string>, pod: Pod, index: number): PodModel {
  const revision = pod.metadata.labels?.['pod-template-hash'] ?? '';
  return { ...podModel(pod, silent, () => Math.max(index, 0)), revision };
}

/** What can be read of a Deployment that nobody has checked. */
function draftDeployment({ kind, metadata, spec }: Manifest, namespace: string): DeploymentModel | null {
  const meta = (metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
  if (kind !== 'Deployment' || typeof meta.name !== 'string' || (meta.namespace ?? 'default') !== namespace)
    return null;
  const { replicas = 1 } = (spec ?? {}) as { readonly replicas?: unknown };
  const count = typeof replicas === 'number' && Number.isInteger(replicas) ? replicas : 1;
  return { name: meta.name, exists: false, replicas: count, readyReplicas: 0, pods: [] };
}
