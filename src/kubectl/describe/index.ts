/** Describers by kind. */
import type { KubernetesObject, ResourceInfo } from '../../engine/index.ts';
import { groupResource } from '../resources/rest-mapper.ts';
import { describeBinding, describePriorityClass, describeRole, describeServiceAccount } from './access.ts';
import { describeAutoscaler } from './autoscaling.ts';
import { describeCronJob, describeJob } from './batch.ts';
import { Description } from './description.ts';
import { describeEvents, eventsOf } from './events.ts';
import { describeAnything, describeBudget, describeConfigMap, describeSecret } from './generic.ts';
import { describeIngress, describeIngressClass, describeIpAddress, describeServiceCidr } from './ingress.ts';
import { describeEndpoints, describeService, describeSlice } from './network.ts';
import { describeNetworkPolicy } from './network-policy.ts';
import { describeNamespace, describeNode } from './nodes.ts';
import { describeLimitRange, describeQuota } from './quotas.ts';
import { describeAttributesClass, describeClaim, describeClass, describeCsiNode, describeVolume } from './storage.ts';
import {
  type Describe,
  type DescribeContext,
  describeDaemonSet,
  describeDeployment,
  describePod,
  describeReplicaSet,
  describeReplicationController,
  describeStatefulSet,
} from './workloads.ts';

const describers: Readonly<Record<string, Describe>> = {
  pods: describePod,
  services: describeService,
  endpoints: describeEndpoints,
  'endpointslices.discovery.k8s.io': describeSlice,
  persistentvolumeclaims: describeClaim,
  persistentvolumes: describeVolume,
  'storageclasses.storage.k8s.io': describeClass,
  nodes: describeNode,
  namespaces: describeNamespace,
  configmaps: describeConfigMap,
  secrets: describeSecret,
  'statefulsets.apps': describeStatefulSet,
  'deployments.apps': describeDeployment,
  'replicasets.apps': describeReplicaSet,
  'poddisruptionbudgets.policy': describeBudget,
  serviceaccounts: describeServiceAccount,
  'roles.rbac.authorization.k8s.io': describeRole,
  'clusterroles.rbac.authorization.k8s.io': describeRole,
  'rolebindings.rbac.authorization.k8s.io': describeBinding,
  'clusterrolebindings.rbac.authorization.k8s.io': describeBinding,
  resourcequotas: describeQuota,
  limitranges: describeLimitRange,
  'priorityclasses.scheduling.k8s.io': describePriorityClass,
  'jobs.batch': describeJob,
  'cronjobs.batch': describeCronJob,
  replicationcontrollers: describeReplicationController,
  'daemonsets.apps': describeDaemonSet,
  'horizontalpodautoscalers.autoscaling': describeAutoscaler,
  'ingresses.networking.k8s.io': describeIngress,
  'ingressclasses.networking.k8s.io': describeIngressClass,
  'networkpolicies.networking.k8s.io': describeNetworkPolicy,
  'servicecidrs.networking.k8s.io': describeServiceCidr,
  'ipaddresses.networking.k8s.io': describeIpAddress,
  'volumeattributesclasses.storage.k8s.io': describeAttributesClass,
  'csinodes.storage.k8s.io': describeCsiNode,
};

/** kubectl prints no events for these. */
const eventless = [
  'namespaces',
  'secrets',
  'resourcequotas',
  'limitranges',
  'networkpolicies.networking.k8s.io',
  ...['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'].map(
    (type) => `${type}.rbac.authorization.k8s.io`,
  ),
];

export function describeObject(
  mapping: ResourceInfo,
  object: KubernetesObject,
  context: DescribeContext,
  showEvents: boolean,
): string {
  const type = groupResource(mapping);
  const out = new Description();
  (describers[type] ?? describeAnything)(out, object, context);
  if (showEvents && !eventless.includes(type)) describeEvents(out, eventsOf(context.view, object), context.now);
  return out.text();
}
