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
  /** Going away, and the Service does not publish addresses of Pods that are not ready. */
  | 'PodTerminating'
  /** Not Ready, and the Service does not publish addresses of Pods that are not ready. */
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
  /** Image of the first container, whole and its tag. */
  readonly image: string;
  readonly imageTag: string;
  /** Value of the label controller-revision-hash, e.g. `web-f99c84b4b`. */
  readonly revision: string;
  /** Colour index of that revision (see RevisionModel). */
  readonly revisionIndex: number;
  readonly node: string | null;
  /** Its node does not report: what is shown of it is what was last heard. */
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
  /** Files that Pods have written into it, by path; null where it is not the volume's own. */
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
  /** A Pod that exists mounts it. */
  readonly inUse: boolean;
  /** No ordinal of the set wants it now: what keeps it is the policy `whenScaled` / `whenDeleted`, or that nobody deletes it. */
  readonly keptBy: 'whenScaled: Retain' | 'whenDeleted: Retain' | null;
  /** Owners that it is deleted with, e.g. `StatefulSet/web`: `metadata.ownerReferences`. */
  readonly owners: readonly string[];
  readonly volume: VolumeModel | null;
  /** Why it is not bound, when the storage says so (StorageClass missing, waiting for a consumer). */
  readonly pendingReason: string | null;
}

/** Why there is no Pod in a slot. */
export type AbsenceReason =
  /** There is no set yet: the slot stands for what the manifest in the editor asks for. */
  | 'NotApplied'
  /** The ordinal is beyond `replicas`; the slot stands because its claim outlived the Pod. */
  | 'ScaledDown'
  /** The controller has it still to do; `blockedBy` says what it waits for. */
  | 'NotCreatedYet'
  /** The set itself is gone. */
  | 'SetDeleted';

export interface SlotModel {
  readonly ordinal: number;
  readonly podName: string;
  readonly dns: DnsModel;
  readonly pod: PodModel | null;
  /** The Pod of the same name that was there before the one that is; null: there was none. */
  readonly replaced: ReplacedPod | null;
  readonly absence: AbsenceReason | null;
  /** The decision that explains why this slot is not (yet) as wanted; the last one of the controller about it. */
  readonly decision: Decision | null;
  readonly claims: readonly ClaimModel[];
  /** Within ordinals.start … start+replicas-1. */
  readonly desired: boolean;
  /** Position ≥ partition under RollingUpdate: the Pod is to have the update revision. */
  readonly inUpdateRange: boolean;
}

export interface RevisionModel {
  readonly name: string;
  /** The part after the set's name: what people compare. */
  readonly hash: string;
  readonly revision: number;
  /** Picks colour and pattern: 0, 1, 2, … in order of first appearance; beside another course, see revisionsOf. */
  readonly index: number;
  readonly image: string;
  readonly current: boolean;
  readonly update: boolean;
  /** How many Pods have it. */
  readonly pods: number;
}

export interface ServiceModel {
  readonly name: string;
  /** False: the set names it, but it does not exist. */
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
  /** The controller has seen the newest spec: `status.observedGeneration`. */
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
  /** Of the slots, those without a Ready Pod, and those with something else that may be wrong: few, of very many. */
  readonly unsettled: readonly SlotModel[];
  readonly revisions: readonly RevisionModel[];
  /** Since when the update revision is the update revision (virtual ms). */
  readonly updateSince: number;
  /** `status` exactly as the API shows it. */
  readonly status: Readonly<Record<string, unknown>>;
  /** The controller's last decision that is not `UpToDate`; `UpToDate` when all is done. */
  readonly lastDecision: Decision | null;
}
