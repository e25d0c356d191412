/** Finds the actor of a change in a real cluster, by the fields of its objects. */
import type { Actor } from '../engine/index.ts';
import type { Writer } from './decode.ts';
import type { LiveChange } from './live-cluster.ts';

/**
 * The controller in the controller manager that writes objects of a kind; all its controllers share one field manager.
 */
const controllers: Readonly<Record<string, string>> = {
  statefulsets: 'statefulset-controller',
  controllerrevisions: 'statefulset-controller',
  deployments: 'deployment-controller',
  replicasets: 'deployment-controller',
  endpointslices: 'endpointslice-controller',
  poddisruptionbudgets: 'disruption-controller',
  nodes: 'node-lifecycle-controller',
};

/** The controller for owners of a kind. */
const ownersController: Readonly<Record<string, string>> = {
  StatefulSet: 'statefulset-controller',
  ReplicaSet: 'replicaset-controller',
  Deployment: 'deployment-controller',
  Service: 'endpointslice-controller',
};

const unknown = 'unknown';

/**
 * Returns the actor of a change: a component by its name in the lab, `user` for kubectl, the field manager's name for
 * others, and `unknown` if no field names one. A deletion leaves no trace in the fields.
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
  // Of its controllers, only the autoscaler writes there.
  if (subresource === 'scale') return 'HorizontalPodAutoscaler';
  const owner = metadata.ownerReferences?.find(
    ({ controller, apiVersion }) => controller && /^(apps\/)?v1$/.test(apiVersion),
  );
  return controllers[resource] ?? ownersController[owner?.kind ?? ''] ?? manager;
}
