/**
 * The kinds that the engine knows, with the field names of their YAML.
 *
 * The field types come from the package `kubernetes-models` (types only). This file adds the fields that an object has
 * after it passed the API server: its identity (`uid`, `resourceVersion`, …) and the fields that defaulting fills in,
 * so that controllers need not check if `replicas` is present.
 */
import type { IControllerRevision } from 'kubernetes-models/apps/v1/ControllerRevision';
import type { IIoK8sApiAppsV1DeploymentCondition } from 'kubernetes-models/apps/v1/DeploymentCondition';
import type { IIoK8sApiAppsV1DeploymentSpec } from 'kubernetes-models/apps/v1/DeploymentSpec';
import type { IIoK8sApiAppsV1DeploymentStatus } from 'kubernetes-models/apps/v1/DeploymentStatus';
import type { IIoK8sApiAppsV1ReplicaSetSpec } from 'kubernetes-models/apps/v1/ReplicaSetSpec';
import type { IIoK8sApiAppsV1ReplicaSetStatus } from 'kubernetes-models/apps/v1/ReplicaSetStatus';
import type { IIoK8sApiAppsV1StatefulSetSpec } from 'kubernetes-models/apps/v1/StatefulSetSpec';
import type { IIoK8sApiAppsV1StatefulSetStatus } from 'kubernetes-models/apps/v1/StatefulSetStatus';
import type { IIoK8sApiCoreV1Container } from 'kubernetes-models/v1/Container';
import type { IIoK8sApiCoreV1ContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { IIoK8sApiCoreV1NodeSpec } from 'kubernetes-models/v1/NodeSpec';
import type { IIoK8sApiCoreV1NodeStatus } from 'kubernetes-models/v1/NodeStatus';
import type { IIoK8sApiCoreV1PersistentVolumeClaimSpec } from 'kubernetes-models/v1/PersistentVolumeClaimSpec';
import type { IIoK8sApiCoreV1PersistentVolumeClaimStatus } from 'kubernetes-models/v1/PersistentVolumeClaimStatus';
import type { IIoK8sApiCoreV1PersistentVolumeSpec } from 'kubernetes-models/v1/PersistentVolumeSpec';
import type { IIoK8sApiCoreV1PersistentVolumeStatus } from 'kubernetes-models/v1/PersistentVolumeStatus';
import type { IIoK8sApiCoreV1PodCondition } from 'kubernetes-models/v1/PodCondition';
import type { IIoK8sApiCoreV1PodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IIoK8sApiCoreV1PodStatus } from 'kubernetes-models/v1/PodStatus';
import type { IIoK8sApiCoreV1ServiceSpec } from 'kubernetes-models/v1/ServiceSpec';
import type { IIoK8sApiCoreV1ServiceStatus } from 'kubernetes-models/v1/ServiceStatus';
import type { IIoK8sApiPolicyV1PodDisruptionBudgetSpec } from 'kubernetes-models/policy/v1/PodDisruptionBudgetSpec';
import type { IIoK8sApiPolicyV1PodDisruptionBudgetStatus } from 'kubernetes-models/policy/v1/PodDisruptionBudgetStatus';
import type { IIoK8sApiDiscoveryV1Endpoint } from 'kubernetes-models/discovery.k8s.io/v1/Endpoint';
import type { IIoK8sApiDiscoveryV1EndpointPort } from 'kubernetes-models/discovery.k8s.io/v1/EndpointPort';
import type { LimitRange, PriorityClass, ResourceQuota, RuntimeClass, ServiceAccount } from './admission-types.ts';
import type { KubernetesObject, LabelSelector, ObjectMeta } from './meta-types.ts';

export type * from './meta-types.ts';

/** Makes the fields `K` of `T` required: defaulting has set them. */
type Defaulted<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };

export type Container = IIoK8sApiCoreV1Container;
export type ContainerStatus = IIoK8sApiCoreV1ContainerStatus;
export type PodCondition = IIoK8sApiCoreV1PodCondition;
export type PodSpec = IIoK8sApiCoreV1PodSpec;
export type Volume = NonNullable<PodSpec['volumes']>[number];
export type PodStatus = Defaulted<IIoK8sApiCoreV1PodStatus, 'phase'>;

export interface Pod extends KubernetesObject {
  readonly kind: 'Pod';
  readonly spec: PodSpec;
  readonly status: PodStatus;
}

export interface PodTemplateSpec {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec: PodSpec;
}

/** An entry of `volumeClaimTemplates`. */
export interface PersistentVolumeClaimTemplate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: Partial<ObjectMeta> & { readonly name: string };
  readonly spec: IIoK8sApiCoreV1PersistentVolumeClaimSpec;
  readonly status?: IIoK8sApiCoreV1PersistentVolumeClaimStatus;
}

export type StatefulSetSpec = Omit<
  Defaulted<
    IIoK8sApiAppsV1StatefulSetSpec,
    | 'replicas'
    | 'podManagementPolicy'
    | 'updateStrategy'
    | 'revisionHistoryLimit'
    | 'persistentVolumeClaimRetentionPolicy'
  >,
  'selector' | 'template' | 'volumeClaimTemplates' | 'serviceName'
> & {
  readonly selector: LabelSelector;
  readonly template: PodTemplateSpec;
  readonly serviceName?: string;
  readonly volumeClaimTemplates?: readonly PersistentVolumeClaimTemplate[];
};
export type StatefulSetStatus = Partial<IIoK8sApiAppsV1StatefulSetStatus>;

export interface StatefulSet extends KubernetesObject {
  readonly kind: 'StatefulSet';
  readonly spec: StatefulSetSpec;
  readonly status: StatefulSetStatus;
}

type Selecting<S> = Omit<S, 'selector' | 'template'> & {
  readonly selector: LabelSelector;
  readonly template: PodTemplateSpec;
};

export type DeploymentCondition = IIoK8sApiAppsV1DeploymentCondition;
export type DeploymentStatus = Partial<IIoK8sApiAppsV1DeploymentStatus>;

export interface Deployment extends KubernetesObject {
  readonly kind: 'Deployment';
  readonly spec: Selecting<
    Defaulted<
      IIoK8sApiAppsV1DeploymentSpec,
      'replicas' | 'strategy' | 'revisionHistoryLimit' | 'progressDeadlineSeconds'
    >
  >;
  readonly status: DeploymentStatus;
}

export type ReplicaSetStatus = Partial<IIoK8sApiAppsV1ReplicaSetStatus>;

export interface ReplicaSet extends KubernetesObject {
  readonly kind: 'ReplicaSet';
  readonly spec: Selecting<Defaulted<IIoK8sApiAppsV1ReplicaSetSpec, 'replicas'>>;
  readonly status: ReplicaSetStatus;
}

export interface ControllerRevision extends KubernetesObject {
  readonly kind: 'ControllerRevision';
  readonly data: NonNullable<IControllerRevision['data']>;
  readonly revision: number;
}

export interface PersistentVolumeClaim extends KubernetesObject {
  readonly kind: 'PersistentVolumeClaim';
  readonly spec: IIoK8sApiCoreV1PersistentVolumeClaimSpec;
  readonly status: IIoK8sApiCoreV1PersistentVolumeClaimStatus;
}

export interface PersistentVolume extends KubernetesObject {
  readonly kind: 'PersistentVolume';
  readonly spec: IIoK8sApiCoreV1PersistentVolumeSpec;
  readonly status: IIoK8sApiCoreV1PersistentVolumeStatus;
}

export interface StorageClass extends KubernetesObject {
  readonly kind: 'StorageClass';
  readonly provisioner: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly reclaimPolicy: 'Delete' | 'Retain';
  readonly volumeBindingMode: 'Immediate' | 'WaitForFirstConsumer';
  readonly allowVolumeExpansion?: boolean;
  readonly allowedTopologies?: readonly {
    readonly matchLabelExpressions?: readonly { readonly key: string; readonly values: readonly string[] }[];
  }[];
}

export interface Service extends KubernetesObject {
  readonly kind: 'Service';
  readonly spec: IIoK8sApiCoreV1ServiceSpec;
  readonly status: IIoK8sApiCoreV1ServiceStatus;
}

export interface EndpointSlice extends KubernetesObject {
  readonly kind: 'EndpointSlice';
  readonly addressType: string;
  readonly endpoints: readonly IIoK8sApiDiscoveryV1Endpoint[];
  readonly ports: readonly IIoK8sApiDiscoveryV1EndpointPort[];
}
export type Endpoint = IIoK8sApiDiscoveryV1Endpoint;
export type EndpointPort = IIoK8sApiDiscoveryV1EndpointPort;

export interface Node extends KubernetesObject {
  readonly kind: 'Node';
  readonly spec: IIoK8sApiCoreV1NodeSpec;
  readonly status: IIoK8sApiCoreV1NodeStatus;
}

export interface PodDisruptionBudget extends KubernetesObject {
  readonly kind: 'PodDisruptionBudget';
  readonly spec: Omit<IIoK8sApiPolicyV1PodDisruptionBudgetSpec, 'selector'> & { readonly selector?: LabelSelector };
  /** Absent until the controller has processed the object once. */
  readonly status?: Partial<IIoK8sApiPolicyV1PodDisruptionBudgetStatus>;
}

/** The attachment of a volume to a node's machine. */
export interface VolumeAttachment extends KubernetesObject {
  readonly kind: 'VolumeAttachment';
  readonly spec: {
    readonly attacher: string;
    readonly nodeName: string;
    readonly source: { readonly persistentVolumeName?: string };
  };
  readonly status: { readonly attached: boolean };
}

export interface Namespace extends KubernetesObject {
  readonly kind: 'Namespace';
  readonly spec: { readonly finalizers?: readonly string[] };
  readonly status: { readonly phase?: string };
}

/** The core/v1 kind: what `kubectl get events` shows. */
export interface Event extends KubernetesObject {
  readonly kind: 'Event';
  readonly involvedObject: {
    readonly apiVersion?: string;
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly fieldPath?: string;
  };
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstTimestamp: string;
  readonly lastTimestamp: string;
  readonly source: { readonly component?: string; readonly host?: string };
  readonly reportingComponent: string;
  readonly reportingInstance: string;
}

/** An object of a kind that is only stored; no component acts on it. */
export interface StoredObject<Kind extends string = string> extends KubernetesObject {
  readonly kind: Kind;
  readonly [field: string]: unknown;
}

/**
 * Resource name (the plural in the URL) to kind, for kinds that some component acts on or looks up. The API server also
 * serves others (see resources.ts), as stored objects.
 */
export interface KindByResource {
  pods: Pod;
  services: Service;
  persistentvolumeclaims: PersistentVolumeClaim;
  persistentvolumes: PersistentVolume;
  nodes: Node;
  namespaces: Namespace;
  events: Event;
  statefulsets: StatefulSet;
  deployments: Deployment;
  replicasets: ReplicaSet;
  controllerrevisions: ControllerRevision;
  storageclasses: StorageClass;
  endpointslices: EndpointSlice;
  poddisruptionbudgets: PodDisruptionBudget;
  volumeattachments: VolumeAttachment;
  configmaps: StoredObject<'ConfigMap'>;
  secrets: StoredObject<'Secret'>;
  serviceaccounts: ServiceAccount;
  priorityclasses: PriorityClass;
  runtimeclasses: RuntimeClass;
  limitranges: LimitRange;
  resourcequotas: ResourceQuota;
  customresourcedefinitions: StoredObject<'CustomResourceDefinition'>;
}
export type ResourceName = keyof KindByResource;
