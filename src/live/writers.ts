/** Tells who made a change of a real cluster, as far as its objects say. */
import type { Actor } from '../engine/index.ts';
import type { Writer } from './decode.ts';
import type { LiveChange } from './live-cluster.ts';

/** The controller of the controller manager that writes objects of a kind; its managers all have one name. */
const controllers: Readonly<Record<string, string>> = {
  statefulsets: 'statefulset-controller',
  controllerrevisions: 'statefulset-controller',
  deployments: 'deployment-controller',
  replicasets: 'deployment-controller',
  endpointslices: 'endpointslice-controller',
  poddisruptionbudgets: 'disruption-controller',
  nodes: 'node-lifecycle-controller',
};

/** The controller that an owner of some kind has. */
const ownersController: Readonly<Record<string, string>> = {
  StatefulSet: 'statefulset-controller',
  ReplicaSet: 'replicaset-controller',
  Deployment: 'deployment-controller',
  Service: 'endpointslice-controller',
};

const unknown = 'unknown';

/**
 * Returns the actor of a change: a component under the name that it has in the lab, `user` for kubectl, the name of the
 * field manager for everybody else, and `unknown` where no field tells. A deletion leaves no trace in the fields.
 */
export function actorOf({ type, object, previous, writer, resource, missed }: LiveChange): Actor {
  const reason = missed === true ? 'missed' : 'observed';
  const asksForDeletion =
    previous?.metadata.deletionTimestamp === undefined && object.metadata.deletionTimestamp !== undefined;
  if (writer === undefined || type === 'DELETED' || asksForDeletion) return { name: unknown, reason };
  return { name: componentOf(writer, object, resource), reason };
}

function componentOf({ manager, subresource }: Writer, { metadata }: LiveChange['object'], resource: string): string {
  if (/^kubectl\b/.test(manager)) return 'user';
  if (manager === 'kube-scheduler') return 'default-scheduler';
  if (manager !== 'kube-controller-manager') return manager;
  // Of its controllers only the autoscaler writes there.
  if (subresource === 'scale') return 'HorizontalPodAutoscaler';
  const owner = metadata.ownerReferences?.find(
    ({ controller, apiVersion }) => controller && /^(apps\/)?v1$/.test(apiVersion),
  );
  return controllers[resource] ?? ownersController[owner?.kind ?? ''] ?? manager;
}
