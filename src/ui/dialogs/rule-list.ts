/** Rules that have a page: the controllers' own, and those of other components. */
import type { DecisionRule } from '../../engine/index.ts';

/** Topics outside the controller that people ask about. */
export type Surrounding = 'GoverningService' | 'ClaimBinding' | 'LostNode' | 'ImmutableFields';

export type RuleName = DecisionRule | Surrounding;

export type RuleGroup =
  'create' | 'wait' | 'scaleDown' | 'update' | 'partition' | 'claims' | 'history' | 'rest' | 'around' | 'deployment';

export interface Rule {
  readonly group: RuleGroup;
  /** Paths of the fields that govern it, in the manifest. */
  readonly fields?: readonly string[];
  /** True if there is nothing to do about it. */
  readonly harmless?: true;
}

const policy = 'spec.podManagementPolicy';
const strategy = 'spec.updateStrategy.type';
const limit = 'spec.revisionHistoryLimit';

/** In the order of the page. */
export const rules: Readonly<Record<RuleName, Rule>> = {
  CreatePod: { group: 'create', fields: ['spec.replicas', 'spec.ordinals.start', policy] },
  ReplaceFinishedPod: { group: 'create' },
  RestoreIdentity: { group: 'create', fields: ['spec.template', 'spec.volumeClaimTemplates'] },
  AdoptPod: { group: 'create', fields: ['spec.selector'] },
  ReleasePod: { group: 'create', fields: ['spec.selector'] },
  WaitForReady: { group: 'wait', fields: [policy] },
  WaitForAvailable: { group: 'wait', fields: ['spec.minReadySeconds', policy] },
  WaitForTermination: { group: 'wait', fields: [policy] },
  WaitForClaimDeletion: { group: 'wait', fields: ['spec.persistentVolumeClaimRetentionPolicy.whenScaled'] },
  WriteRefused: { group: 'wait' },
  ScaleDown: { group: 'scaleDown', fields: ['spec.replicas', policy] },
  WaitForScaleDownTermination: { group: 'scaleDown', fields: [policy] },
  WaitBeforeScaleDown: { group: 'scaleDown', fields: [policy] },
  UpdatePod: { group: 'update', fields: ['spec.template', strategy] },
  WaitForUpdatedPod: { group: 'update', fields: [strategy] },
  MaxUnavailableReached: { group: 'update', fields: ['spec.updateStrategy.rollingUpdate.maxUnavailable'] },
  OnDeleteKeepsPod: { group: 'update', fields: [strategy] },
  CompleteRollout: { group: 'update', fields: ['spec.template'], harmless: true },
  PartitionKeepsPod: { group: 'partition', fields: ['spec.updateStrategy.rollingUpdate.partition'] },
  CreateClaim: { group: 'claims', fields: ['spec.volumeClaimTemplates'] },
  ApplyRetentionPolicy: {
    group: 'claims',
    fields: [
      'spec.persistentVolumeClaimRetentionPolicy.whenScaled',
      'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
    ],
  },
  CreateRevision: { group: 'history', fields: ['spec.template'] },
  ReuseRevision: { group: 'history', fields: ['spec.template'], harmless: true },
  TruncateHistory: { group: 'history', fields: [limit] },
  UpToDate: { group: 'rest', harmless: true },
  SetIsBeingDeleted: { group: 'rest', fields: ['metadata.deletionTimestamp'] },
  GoverningService: { group: 'around', fields: ['spec.serviceName'] },
  ClaimBinding: { group: 'around', fields: ['spec.volumeClaimTemplates'] },
  LostNode: { group: 'around' },
  ImmutableFields: { group: 'around' },
  CreateReplicaSet: { group: 'deployment', fields: ['spec.template'] },
  ReuseReplicaSet: { group: 'deployment', fields: ['spec.template'], harmless: true },
  HashCollision: { group: 'deployment', harmless: true },
  ScaleUpReplicaSet: { group: 'deployment', fields: ['spec.replicas'], harmless: true },
  ScaleDownReplicaSet: { group: 'deployment', fields: ['spec.replicas'], harmless: true },
  CleanUpUnhealthy: { group: 'deployment', harmless: true },
  ScaleProportionally: { group: 'deployment', fields: ['spec.replicas'], harmless: true },
  WaitForNewReplicas: { group: 'deployment', fields: ['spec.strategy.rollingUpdate'] },
  WaitForOldPods: { group: 'deployment', fields: ['spec.strategy.type'], harmless: true },
  CreateReplica: { group: 'deployment', fields: ['spec.replicas'], harmless: true },
  DeleteReplica: { group: 'deployment', fields: ['spec.replicas'] },
  DeleteReplicaSet: { group: 'deployment', fields: [limit] },
  AdoptReplicaSet: { group: 'deployment', fields: ['spec.selector'], harmless: true },
  ReleaseReplicaSet: { group: 'deployment', fields: ['spec.selector'] },
  DeploymentPaused: { group: 'deployment', fields: ['spec.paused'] },
  DeploymentIsBeingDeleted: { group: 'deployment', harmless: true },
  ProgressDeadlineExceeded: { group: 'deployment', fields: ['spec.progressDeadlineSeconds'] },
};

export const surroundings: readonly Surrounding[] = ['GoverningService', 'ClaimBinding', 'LostNode', 'ImmutableFields'];
