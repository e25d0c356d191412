/** Finds the lesson that explains a rule, the way out of a trap, or a refusal of the API server. */
import type { RuleName } from '../dialogs/rule-list.ts';
import type { TrapKind } from '../../view/traps/traps.ts';

const deployment = 'beside-deployment';

/** By rule; each rule has a lesson. */
export const ruleLessons: Readonly<Record<RuleName, string>> = {
  CreatePod: 'first-set',
  ReplaceFinishedPod: 'restart-order',
  RestoreIdentity: 'names-and-disks',
  AdoptPod: 'resize-claims',
  ReleasePod: 'spec-fields',
  WaitForReady: 'unready-first',
  WaitForAvailable: 'status-numbers',
  WaitForTermination: 'dead-node',
  WaitForClaimDeletion: 'left-behind',
  WriteRefused: 'resize-claims',
  ScaleDown: 'order',
  WaitForScaleDownTermination: 'order',
  WaitBeforeScaleDown: 'blocked-scale-down',
  UpdatePod: 'rolling-update',
  WaitForUpdatedPod: 'stuck-rollout',
  MaxUnavailableReached: 'max-unavailable',
  OnDeleteKeepsPod: 'on-delete',
  CompleteRollout: 'rolling-update',
  PartitionKeepsPod: 'partition',
  CreateClaim: 'names-and-disks',
  ApplyRetentionPolicy: 'left-behind',
  CreateRevision: 'rolling-update',
  ReuseRevision: 'stuck-rollout',
  TruncateHistory: 'rolling-update',
  UpToDate: 'status-numbers',
  SetIsBeingDeleted: 'left-behind',
  GoverningService: 'no-service',
  ClaimBinding: 'missing-class',
  LostNode: 'dead-node',
  ImmutableFields: 'resize-claims',
  CreateReplicaSet: deployment,
  ReuseReplicaSet: deployment,
  HashCollision: deployment,
  ScaleUpReplicaSet: deployment,
  ScaleDownReplicaSet: deployment,
  CleanUpUnhealthy: deployment,
  ScaleProportionally: deployment,
  WaitForNewReplicas: deployment,
  WaitForOldPods: deployment,
  CreateReplica: deployment,
  DeleteReplica: deployment,
  DeleteReplicaSet: deployment,
  AdoptReplicaSet: deployment,
  ReleaseReplicaSet: deployment,
  DeploymentPaused: deployment,
  DeploymentIsBeingDeleted: deployment,
  ProgressDeadlineExceeded: deployment,
};

/** By the kind of the trap. */
export const trapLessons: Readonly<Record<TrapKind, string>> = {
  StuckRollout: 'stuck-rollout',
  BrokenUpdate: 'stuck-rollout',
  PartitionLeft: 'partition',
  ServiceMissing: 'no-service',
  ServiceNotHeadless: 'no-service',
  ServiceSelectsOthers: 'no-service',
  ClaimUnbound: 'missing-class',
  LostNode: 'dead-node',
  ImmutableField: 'resize-claims',
  StrategyRefused: 'on-delete',
};

/** By the text of the API server; the first match counts. */
export const refusalLessons: readonly (readonly [words: RegExp, lesson: string])[] = [
  [/updates to statefulset spec for fields other than/, 'resize-claims'],
  [/updateStrategy/, 'on-delete'],
  [/volumeClaimTemplates|persistentVolumeClaimRetentionPolicy/, 'left-behind'],
  [/serviceName/, 'no-service'],
  [/spec\.(?:template|selector|replicas)/, 'spec-fields'],
];

/** Returns the lesson about a message of the API server; undefined if there is none. */
export const lessonOfRefusal = (message: string): string | undefined =>
  refusalLessons.find(([words]) => words.test(message))?.[1];
