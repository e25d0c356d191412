/**
 * The answers to all predictions of the course, each stated by hand with its source, so that an engine fault cannot
 * stay hidden. No answer may be copied from the engine's output.
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
    'stateful_set_control.go, runForAll and processReplica: replicas are processed by ordinal; each one is created, or waited for until it is Running and Ready, before the next',
  ],
  'rolling-update/which-first': [
    'web-2',
    'Kubernetes documentation, StatefulSets, Rolling Updates: from the largest ordinal to the smallest',
  ],
  'rolling-update/counts': [
    '3',
    'stateful_set_utils.go, completeRollingUpdate: when all Pods are updated and Ready, currentReplicas becomes updatedReplicas',
  ],
  'partition/as-printed': [
    0,
    'stateful_set_control.go, updateStatefulSet: the update goes from the last replica down to the partition; from 2 down to 3 there is none',
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
    'Kubernetes documentation, StatefulSets, Limitations: you are responsible for creating the headless Service; stateful_set_control.go never reads a Service; observed on v1.36.2: Pods run without it',
  ],
  'no-service/name': [
    false,
    'Kubernetes documentation, DNS for Services and Pods, Pod hostname and subdomain fields: the name of a Pod has a record if there is a headless Service in its namespace with the name of its subdomain',
  ],
  'middle-pod/sick': ['mq-2', 'Kubernetes documentation, StatefulSets: terminated in reverse order, from {N-1..0}'],
  'middle-pod/deleted': [
    'mq-1',
    'stateful_set_control.go, updateStatefulSet: each ordinal of the range that has no Pod gets one',
  ],
  'resize-claims/bigger': [
    2,
    'pkg/apis/apps/validation/validation.go, ValidateStatefulSetUpdate: updates to statefulset spec for fields other than … are forbidden; the request is refused as a whole',
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
    'API reference, Service: publishNotReadyAddresses concerns who reads endpoints, as DNS; stateful_set_control.go, processReplica, still waits for a Pod that is not Ready',
  ],
  'missing-class/pending': [
    'Pending',
    'Kubernetes documentation, Persistent Volumes, Binding: claims remain unbound indefinitely if a matching volume does not exist; observed on v1.36.2: a missing class is no error, the claim stays Pending',
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
    'stateful_set_control.go, processReplica: an OrderedReady set waits for a terminating Pod; its name is taken until then',
  ],
  'force-delete/forced': [
    false,
    'Kubernetes documentation, Force Delete StatefulSet Pods: force deletions do not wait for confirmation from the kubelet',
  ],
  'not-replicated/new-member': [
    'nothing',
    'Kubernetes documentation, StatefulSets, Stable Storage: each Pod receives one PersistentVolumeClaim for each volumeClaimTemplate; Run a Replicated Stateful Application, Cloning existing data: a new Pod comes up on an empty volume, and an init container clones',
  ],
  'not-replicated/lost-disk': [
    false,
    'Kubernetes documentation, Run a Replicated Stateful Application, Starting replication: a sidecar container sets it up; stateful_pod_control.go creates claims and copies nothing',
  ],
  'blocked-scale-down/blocked': [
    0,
    'Kubernetes documentation, Scale a StatefulSet, Troubleshooting: you cannot scale down when any of the Pods is unhealthy',
  ],
  'blocked-scale-down/staircase': [
    'kv-0, kv-2, kv-1',
    'Kubernetes documentation, StatefulSets: terminated in reverse order, from {N-1..0}, after kv-0 that the user deletes',
  ],
  'one-node-disk/second': [
    false,
    'Kubernetes documentation, Persistent Volumes, Access Modes: ReadWriteOnce, read-write by a single node; attachdetach/reconciler/reconciler.go, attachDesiredVolumes: such a volume is not attached while another node has it',
  ],
  'one-node-disk/freed': [
    true,
    'attachdetach/reconciler/reconciler.go, reconcile: what no Pod of a node needs is detached once it is unmounted; detaches come before attaches',
  ],
  'max-unavailable/asked': [
    true,
    'Kubernetes documentation, Feature Gates: MaxUnavailableStatefulSet; strategy.go, dropStatefulSetDisabledFields (v1.36.2: off)',
  ],
  'max-unavailable/stored': [
    '{"partition":0}',
    'pkg/registry/apps/statefulset/strategy.go, dropStatefulSetDisabledFields: the field is dropped; pkg/apis/apps/v1/defaults.go, SetDefaults_StatefulSet: partition 0',
  ],
  'budget/unplugged': [
    1,
    'Kubernetes documentation, Disruptions: involuntary disruptions cannot be prevented by a PodDisruptionBudget',
  ],
  'budget/drained': [
    0,
    'Kubernetes documentation, Disruptions: involuntary disruptions count against the budget; API-initiated eviction answers 429',
  ],
  'left-behind/deleted': [
    'db data-db-0 data-db-1',
    'Kubernetes documentation, StatefulSets, Limitations and PersistentVolumeClaim retention: whenDeleted is Retain by default; Pods are deleted by their owner reference',
  ],
  'left-behind/returns': [
    true,
    'stateful_pod_control.go, createPersistentVolumeClaims: a claim of the name that exists is used; Delete a StatefulSet, Persistent Volumes',
  ],
  'tutorial-mistakes/strategy': [
    'RollingUpdate',
    'pkg/apis/apps/v1/defaults.go, SetDefaults_StatefulSet; Kubernetes documentation, StatefulSets, Update strategies',
  ],
  'tutorial-mistakes/deletion': [
    2,
    'Kubernetes documentation, Delete a StatefulSet: deleting it also deletes its Pods, unless --cascade=orphan',
  ],
  'on-delete/old-version': [
    false,
    'src/kubectl/testing/recordings/errors.json, bad-apiversion.yaml: no matches for kind "StatefulSet" in version "apps/v1beta1"',
  ],
  'on-delete/changed': [
    'OnDeleteKeepsPod',
    'stateful_set_control.go, updateStatefulSet: with OnDelete it returns before it looks for Pods to update',
  ],
  'canary/first': [
    'api-3',
    'Kubernetes documentation, StatefulSets, Partitioned rolling updates: ordinal >= partition',
  ],
  'canary/night-off': [
    'httpd:2.4.63',
    'stateful_set_utils.go, completeRollingUpdate: currentRevision becomes updateRevision; kubernetes/kubernetes#121534',
  ],
  'beside-deployment/disks': [
    '3',
    'Kubernetes documentation, StatefulSets, Volume Claim Templates; a DeploymentSpec has no such field (API reference)',
  ],
  'beside-deployment/swap': [
    true,
    'API reference, RollingUpdateDeployment: maxUnavailable 25% is rounded down, of 3 to 0; maxSurge is rounded up, to 1',
  ],
  'spec-fields/selector': [
    false,
    'Kubernetes documentation, StatefulSets, Pod Selector: a selector that does not match is a validation error',
  ],
  'spec-fields/names': [
    'data-orders-0 data-orders-1',
    'stateful_set_utils.go, getPersistentVolumeClaimName: template, set, ordinal',
  ],
  'parallel-updates/one-by-one': [
    true,
    'Kubernetes documentation, StatefulSets, Parallel Pod management: only affects scaling, updates are not affected',
  ],
  'parallel-updates/heals': [
    true,
    'stateful_set_control.go, updateStatefulSet and processReplica: only monotonic sets wait for a Pod that is not Ready; the Pod of another revision is deleted',
  ],
  'restart-order/hang': [
    0,
    'kuberuntime_manager.go, computePodActions: a failed liveness probe kills and starts the container; stateful_set_control.go, updateStatefulSet: only an ordinal without a Pod gets a new one',
  ],
  'restart-order/first-alone': [
    'queue-0',
    'stateful_set_control.go, updateStatefulSet: only ordinals without a Pod get one; Pods that exist are left alone',
  ],
  'status-numbers/missing': [
    'replicas=1 ready= available=0',
    'API types, StatefulSetStatus: readyReplicas is omitempty, replicas and availableReplicas are not',
  ],
  'status-numbers/halves': [
    'current=2 updated=1',
    'API reference, StatefulSetStatus: Pods of currentRevision and of updateRevision; partition 2 of 3',
  ],
  'asked-too-early/at-once': [
    false,
    'Kubernetes documentation, StatefulSets, Stable Network ID: because of negative caching, the name may not be found for some seconds although the Pod runs; CoreDNS caches for 30 seconds',
  ],
  'asked-too-early/later': [
    true,
    'CoreDNS documentation, cache plugin: each answer is kept for its TTL, with the configured one as the maximum; cluster/addons/dns/coredns/coredns.yaml.base: cache 30',
  ],
};

export const answers: Readonly<Record<string, StatedAnswer>> = Object.fromEntries(
  Object.entries(stated).map(([page, [value, source]]) => [page, { value, source }]),
);
