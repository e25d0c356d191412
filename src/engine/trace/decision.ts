/**
 * Why a controller did something, or did not. Every write of the StatefulSet controller and every decision to wait is
 * one of these values; the stage, the narration, the lessons and the tests read the same value.
 */

/** Rules in the order in which the controller applies them. */
export type DecisionRule =
  /** The set is being deleted: only its status is kept. */
  | 'SetIsBeingDeleted'
  | 'CreateRevision'
  /** The template equals an older revision, which becomes the newest again. */
  | 'ReuseRevision'
  | 'TruncateHistory'
  | 'AdoptPod'
  | 'ReleasePod'
  /** A Pod whose phase is Failed or Succeeded is deleted, to be re-created. */
  | 'ReplaceFinishedPod'
  | 'CreateClaim'
  | 'CreatePod'
  /** A write was refused; tried again later. */
  | 'WriteRefused'
  /** The Pod's claim is being deleted; the Pod is not created before it is gone. */
  | 'WaitForClaimDeletion'
  | 'WaitForTermination'
  | 'WaitForReady'
  | 'WaitForAvailable'
  | 'RestoreIdentity'
  | 'ApplyRetentionPolicy'
  | 'ScaleDown'
  | 'WaitForScaleDownTermination'
  /** A condemned Pod is not removed while another Pod is unhealthy. */
  | 'WaitBeforeScaleDown'
  | 'OnDeleteKeepsPod'
  | 'PartitionKeepsPod'
  | 'UpdatePod'
  | 'WaitForUpdatedPod'
  | 'MaxUnavailableReached'
  | 'CompleteRollout'
  /** Deployments and ReplicaSets. */
  | 'DeploymentIsBeingDeleted'
  | 'DeploymentPaused'
  | 'AdoptReplicaSet'
  | 'ReleaseReplicaSet'
  | 'CreateReplicaSet'
  /** The template equals that of an older ReplicaSet, which becomes the newest again. */
  | 'ReuseReplicaSet'
  | 'HashCollision'
  | 'ScaleUpReplicaSet'
  | 'ScaleDownReplicaSet'
  /** Old replicas that are not available go first. */
  | 'CleanUpUnhealthy'
  /** Scaled in the middle of a rollout: each ReplicaSet by its size. */
  | 'ScaleProportionally'
  | 'WaitForNewReplicas'
  | 'WaitForOldPods'
  | 'DeleteReplicaSet'
  | 'ProgressDeadlineExceeded'
  | 'CreateReplica'
  | 'DeleteReplica'
  /** Nothing left to do. */
  | 'UpToDate';

/** Action that a decision led to. */
export type DecisionVerb = 'create' | 'delete' | 'update' | 'wait' | 'keep' | 'done';

export interface Decision {
  readonly rule: DecisionRule;
  readonly verb: DecisionVerb;
  /** Name of the Pod that the decision is about; absent when it is about the set as a whole. */
  readonly pod?: string;
  /** Ordinal of that Pod. */
  readonly ordinal?: number;
  /** Name of the Pod (or claim) that is waited for, when it is another one than `pod`. */
  readonly waitingFor?: string;
  /** Path of the field in the set's manifest that the rule reads, e.g. `['spec', 'podManagementPolicy']`. */
  readonly field?: readonly string[];
  /** Further facts for the sentence, e.g. `{ partition: 2, revision: 'web-f99c84b4b' }`. */
  readonly facts: Readonly<Record<string, string | number>>;
}
