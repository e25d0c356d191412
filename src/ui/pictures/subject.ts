/** Subject of a picture: the stage at one moment. */
import type { LabState } from '../../store/state/lab-state.ts';
import { type DeploymentModel, deploymentModels } from '../../view/stage/deployments.ts';
import { type NodesModel, nodesModel } from '../../view/stage/nodes.ts';
import { shownTraps } from '../../view/traps/shown-traps.ts';
import { sinceOf } from '../../view/stage/since.ts';
import type { Trap } from '../../view/traps/traps.ts';
import type { StageModel } from '../../view/stage-model.ts';

export interface PictureSubject {
  readonly stage: StageModel;
  /** Virtual ms. */
  readonly now: number;
  /** Since when the controller has decided the same (virtual ms). */
  readonly since: number | null;
  /** A situation that the set cannot resolve by itself. */
  readonly trap: Trap | null;
  /** The Pods by their nodes, if the nodes are shown. */
  readonly nodes: NodesModel | null;
  /** Deployments beside the set. */
  readonly deployments: readonly DeploymentModel[];
}

const none: readonly never[] = [];

export function subjectOf(state: LabState): PictureSubject {
  const { stage, now, view, machines, stageView, replicaSetNames } = state;
  // Refusals belong to the moment of the request; the missing Service is shown in its place.
  const traps = shownTraps({ ...state, diagnostics: none, commands: none });
  return {
    stage,
    now,
    since: sinceOf(state),
    trap: traps.find(({ kind }) => kind !== 'ServiceMissing') ?? null,
    nodes: stageView === 'nodes' ? nodesModel(view, stage, machines) : null,
    deployments: deploymentModels(view, stage.namespace, replicaSetNames),
  };
}

/** Returns e.g. `web-0m42s.svg` or `web-0m42s-1m5s.gif`: the set and its moments (virtual ms). */
export function fileName({ setName }: StageModel, times: readonly number[], ending: string): string {
  const seconds = times.map((ms) => Math.floor(ms / 1000));
  return `${[setName, ...seconds.map((s) => `${Math.floor(s / 60)}m${s % 60}s`)].join('-')}.${ending}`;
}
