import type { StageModel } from '../stage-model.ts';
import type { Reconcile } from './reconciles.ts';

interface Shown {
  readonly stage: StageModel;
  readonly reconciles: readonly Reconcile[];
}

/** Returns since when the controller's decision has been the same (virtual ms); null if it has decided nothing. */
export function sinceOf({ reconciles, stage }: Shown): number | null {
  if (stage.lastDecision === null) return null;
  const { rule, pod, waitingFor } = stage.lastDecision;
  const key = `${stage.namespace}/${stage.setName}`;
  let since: number | null = null;
  for (let i = reconciles.length - 1; i >= 0; i--) {
    const reconcile = reconciles[i]!;
    if (reconcile.key !== key) continue;
    const same = reconcile.decisions.some((d) => d.rule === rule && d.pod === pod && d.waitingFor === waitingFor);
    if (!same) break;
    since = reconcile.at;
  }
  return since;
}
