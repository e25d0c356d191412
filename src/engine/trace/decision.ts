/**
 * The decisions of controllers, with their reasons. Every write of the StatefulSet controller and every decision to
 * wait is one of these values; the stage, the narration, the lessons and the tests use the same value.
 */

/** Rules, in the order in which the controller applies them. */
export type DecisionRule =
  /** The set is being deleted: only its status is updated. */
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
  /** A write was refused; it is retried later. */
  | 'WriteRefused'
  /** The Pod's claim is being deleted; the Pod is created once it is gone. */
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
  /** Rules of Deployments and ReplicaSets. */
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
  /** Old replicas that are not available are removed first. */
  | 'CleanUpUnhealthy'
  /** Scaled during a rollout: each ReplicaSet in proportion to its size. */
  | 'ScaleProportionally'
  | 'WaitForNewReplicas'
  | 'WaitForOldPods'
  | 'DeleteReplicaSet'
  | 'ProgressDeadlineExceeded'
  | 'CreateReplica'
  | 'DeleteReplica'
  /** Nothing left to do. */
  | 'UpToDate';

/** The action of a decision. */
export type DecisionVerb = 'create' | 'delete' | 'update' | 'wait' | 'keep' | 'done';

export interface Decision {
  readonly rule: DecisionRule;
  readonly verb: DecisionVerb;
  /** Name of the Pod concerned; absent if the decision concerns the set as a whole. */
  readonly pod?: string;
  /** Ordinal of that Pod. */
  readonly ordinal?: number;
  /** Name of the Pod (or claim) that the controller waits for, if it is not `pod`. */
  readonly waitingFor?: string;
  /** Path of the field in the set's manifest that the rule reads, e.g. `['spec', 'podManagementPolicy']`. */
  readonly field?: readonly string[];
  /** Further facts for the sentence, e.g. `{ partition: 2, revision: 'web-f99c84b4b' }`. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** True if it is what the lab's controller decides on the observed state of a real cluster, which gives no reasons. */
  readonly inferred?: true;
}
