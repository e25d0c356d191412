/**
 * The stage model, derived from API objects at one moment. Pure: the same view gives the same model, so the past can be
 * shown as well as the present. Nothing here is decorative state.
 */
import type { Decision } from '../engine/index.ts';
import type { ReplacedPod } from './stage/replaced.ts';

/** Why a DNS name does or does not resolve at this moment. */
export type DnsVerdict =
  | 'Resolves'
  /** The set names no governing Service (`spec.serviceName` is empty). */
  | 'NoServiceName'
  /** The Service that the set names does not exist. */
  | 'ServiceMissing'
  /** The Service exists, but its selector does not select the Pod. */
  | 'ServiceSelectsOthers'
  | 'PodAbsent'
  /** The Pod has no address yet. */
  | 'PodHasNoAddress'
  /** The Pod is terminating, and the Service does not publish addresses of Pods that are not ready. */
  | 'PodTerminating'
  /** The Pod is not Ready, and the Service does not publish addresses of Pods that are not ready. */
  | 'PodNotReady';

export interface DnsModel {
  /** Fully qualified, e.g. `web-1.nginx.default.svc.cluster.local`; null without a serviceName. */
  readonly name: string | null;
  readonly verdict: DnsVerdict;
  readonly addresses: readonly string[];
}

export interface PodModel {
  /** Key for presence: a re-created Pod is a new one in the same slot. */
  readonly uid: string;
  readonly name: string;
  /** `status.phase`. */
  readonly phase: string;
  /** STATUS as kubectl prints it, e.g. `ContainerCreating`, `ImagePullBackOff`, `Terminating`. */
  readonly status: string;
  /** kubectl's READY column, e.g. `1/1`. */
  readonly readyText: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  /** Image of the first container, and its tag. */
  readonly image: string;
  readonly imageTag: string;
  /** Value of the label controller-revision-hash, e.g. `web-f99c84b4b`. */
  readonly revision: string;
  /** Colour index of that revision (see RevisionModel). */
  readonly revisionIndex: number;
  readonly node: string | null;
  /** True if its node does not report: the status is the last one reported. */
  readonly nodeSilent: boolean;
  readonly ip: string | null;
  readonly restarts: number;
  /** Virtual ms since the cluster was made. */
  readonly createdAt: number;
}

export interface FileModel {
  /** Within the volume, e.g. `index.html`. */
  readonly path: string;
  readonly content: string;
}

export interface VolumeModel {
  readonly uid: string;
  readonly name: string;
  readonly phase: string;
  readonly capacity: string;
  /** Files that Pods have written into it, by path; null if another volume owns the directory. */
  readonly files: readonly FileModel[] | null;
}

export interface ClaimModel {
  readonly uid: string;
  readonly name: string;
  /** Name of the volumeClaimTemplate. */
  readonly template: string;
  readonly phase: string;
  readonly storageClass: string | null;
  readonly capacity: string | null;
  readonly terminating: boolean;
  /** True if an existing Pod mounts it. */
  readonly inUse: boolean;
  /** The policy that keeps a claim that no ordinal of the set needs; null for a claim that is needed. */
  readonly keptBy: 'whenScaled: Retain' | 'whenDeleted: Retain' | null;
  /** Its owners, with which it is deleted, e.g. `StatefulSet/web`: `metadata.ownerReferences`. */
  readonly owners: readonly string[];
  readonly volume: VolumeModel | null;
  /** Why it is not bound, as the storage reports it (StorageClass missing, waiting for a consumer). */
  readonly pendingReason: string | null;
}

/** Why there is no Pod in a slot. */
export type AbsenceReason =
  /** There is no set yet: the slot comes from the manifest in the editor. */
  | 'NotApplied'
  /** The ordinal is beyond `replicas`; the slot remains because its claim outlived the Pod. */
  | 'ScaledDown'
  /** The controller has not created it yet; the decision says what it waits for. */
  | 'NotCreatedYet'
  /** The set was deleted. */
  | 'SetDeleted';

export interface SlotModel {
  readonly ordinal: number;
  readonly podName: string;
  readonly dns: DnsModel;
  readonly pod: PodModel | null;
  /** The previous Pod of the same name; null if there was none. */
  readonly replaced: ReplacedPod | null;
  readonly absence: AbsenceReason | null;
  /** The controller's last decision about this slot, which explains why it is not (yet) in its desired state. */
  readonly decision: Decision | null;
  readonly claims: readonly ClaimModel[];
  /** Within ordinals.start … start+replicas-1. */
  readonly desired: boolean;
  /** True if the Pod should have the update revision: position ≥ partition under RollingUpdate. */
  readonly inUpdateRange: boolean;
}

export interface RevisionModel {
  readonly name: string;
  /** The part after the set's name, by which people tell revisions apart. */
  readonly hash: string;
  readonly revision: number;
  /** Selects colour and pattern: 0, 1, 2, … in order of first appearance; for compared branches, see revisionsOf. */
  readonly index: number;
  readonly image: string;
  readonly current: boolean;
  readonly update: boolean;
  /** Number of Pods at this revision. */
  readonly pods: number;
}

export interface ServiceModel {
  readonly name: string;
  /** False if the set names it, but it does not exist. */
  readonly exists: boolean;
  readonly headless: boolean;
  readonly clusterIP: string | null;
  readonly selector: Readonly<Record<string, string>>;
  /** Names and addresses that DNS answers for the Service itself at this moment. */
  readonly answers: readonly { readonly pod: string; readonly ip: string; readonly ready: boolean }[];
}

export interface StageModel {
  readonly namespace: string;
  readonly setName: string;
  readonly setExists: boolean;
  readonly terminating: boolean;
  /** True if the controller has processed the newest spec: `status.observedGeneration`. */
  readonly observed: boolean;
  readonly replicas: number;
  readonly startOrdinal: number;
  readonly podManagementPolicy: string;
  readonly updateStrategy: string;
  readonly partition: number;
  readonly image: string;
  readonly retention: { readonly whenScaled: string; readonly whenDeleted: string };
  readonly service: ServiceModel | null;
  readonly slots: readonly SlotModel[];
  /** The slots without a Ready Pod, and those with another possible problem: few, even if slots are many. */
  readonly unsettled: readonly SlotModel[];
  readonly revisions: readonly RevisionModel[];
  /** Since when the update revision is the update revision (virtual ms). */
  readonly updateSince: number;
  /** `status` exactly as the API shows it. */
  readonly status: Readonly<Record<string, unknown>>;
  /** The controller's last decision that is not `UpToDate`; `UpToDate` when nothing is left to do. */
  readonly lastDecision: Decision | null;
}
