/**
 * The answers to all predictions of the course, stated by hand from a source, so that a fault of the engine cannot hide.
 * Nothing here may be copied from what the engine computes.
 */

export interface StatedAnswer {
  readonly value: string | number | boolean;
  readonly source: string;
}

const stated: Readonly<Record<string, readonly [value: StatedAnswer['value'], source: string]>> = {
  'first-set/how-many': [
    'web-0',
    'Kubernetes documentation, StatefulSets, Deployment and Scaling Guarantees: created in order from {0..N-1}',
  ],
  'names-and-disks/delete-it': [
    true,
    'Kubernetes documentation, StatefulSets, Stable Storage: a rescheduled Pod mounts the volumes of its claims',
  ],
  'names-and-disks/smaller': [
    'www-web-0 www-web-1 www-web-2',
    'Kubernetes documentation, StatefulSets, PersistentVolumeClaim retention: whenScaled is Retain by default',
  ],
  'order/down': ['web-2, web-1', 'Kubernetes documentation, StatefulSets: terminated in reverse order, from {N-1..0}'],
  'order/all-deleted': [
    'web-0, web-1, web-2',
    'stateful_set_control.go, updateStatefulSet: replicas are processed by ordinal, each waits for the one before',
  ],
  'rolling-update/which-first': [
    'web-2',
    'Kubernetes documentation, StatefulSets, Rolling Updates: from the largest ordinal to the smallest',
  ],
  'rolling-update/counts': [
    '3',
    'stateful_set_utils.go, completeRollingUpdate: currentReplicas becomes updatedReplicas',
  ],
  'partition/as-printed': [
    0,
    'Kubernetes documentation, StatefulSets, Partitioned: greater than .spec.replicas is not propagated',
  ],
  'partition/below': [
    'registry.k8s.io/nginx-slim:0.21',
    'Kubernetes documentation, StatefulSets, Partitioned: recreated at the previous version when deleted',
  ],
  'stuck-rollout/broken': [
    1,
    'Kubernetes documentation, StatefulSets, Rolling Updates: waits until an updated Pod is Running and Ready',
  ],
  'stuck-rollout/revert': [
    false,
    'Kubernetes documentation, StatefulSets, Forced rollback; kubernetes/kubernetes#67250',
  ],
  'no-service/without': [
    2,
    'Kubernetes documentation, StatefulSets, Limitations: you are responsible for creating the headless Service; nothing checks it',
  ],
  'no-service/name': [
    false,
    'Kubernetes documentation, DNS for Services and Pods, hostname and subdomain: needs a headless Service of that name',
  ],
  'middle-pod/sick': ['mq-2', 'Kubernetes documentation, StatefulSets: terminated in reverse order, from {N-1..0}'],
  'middle-pod/deleted': [
    'mq-1',
    'stateful_set_control.go, updateStatefulSet: each ordinal of the range that has no Pod gets one',
  ],
  'resize-claims/bigger': [
    2,
    'validation.go, ValidateStatefulSetUpdate: updates to statefulset spec for fields other than … are forbidden',
  ],
  'resize-claims/orphan': [
    0,
    'Kubernetes documentation, Delete a StatefulSet: --cascade=orphan leaves the Pods behind',
  ],
  'apply-after-scale/night': [
    2,
    'Kubernetes documentation, StatefulSets, Replicas: applying a manifest overwrites the manual scaling',
  ],
  'apply-after-scale/removed': [
    1,
    'Kubernetes documentation, Declarative Management: fields in last-applied and not in the file are cleared; replicas defaults to 1',
  ],
  'unready-first/why': [
    'WaitForReady',
    'Kubernetes documentation, StatefulSets: before a Pod is created, all its predecessors must be Running and Ready',
  ],
  'unready-first/corrected': [
    false,
    'Kubernetes documentation, StatefulSets, Forced rollback; kubernetes/kubernetes#67250',
  ],
  'quorum-deadlock/forming': [
    1,
    'Kubernetes documentation, StatefulSets: before a Pod is created, all its predecessors must be Running and Ready',
  ],
  'quorum-deadlock/not-ready-names': [
    0,
    'API reference, Service: publishNotReadyAddresses concerns DNS only; OrderedReady still waits for the predecessor',
  ],
  'missing-class/pending': [
    'Pending',
    'Kubernetes documentation, Persistent Volumes: claims remain unbound if a matching volume does not exist',
  ],
  'missing-class/who': [
    'WaitForReady',
    'stateful_set_control.go, processReplica: waits for a Pod that is not Running and Ready, whatever the cause',
  ],
  'dead-node/silence': [
    1,
    'Kubernetes documentation, Force Delete StatefulSet Pods: a Pod on an unreachable node is not replaced; Deployments replace theirs after tolerationSeconds 300',
  ],
  'dead-node/which-rule': [
    'WaitForTermination',
    'stateful_set_control.go, processReplica: waits until a terminating Pod is gone before it creates the next of its name',
  ],
  'force-delete/forced': [
    false,
    'Kubernetes documentation, Force Delete StatefulSet Pods: force deletions do not wait for confirmation from the kubelet',
  ],
};

export const answers: Readonly<Record<string, StatedAnswer>> = Object.fromEntries(
  Object.entries(stated).map(([page, [value, source]]) => [page, { value, source }]),
);
