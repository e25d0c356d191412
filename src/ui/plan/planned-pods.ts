/** A plan on the stage: the order in which the Pods of a set change, in the words of forecasts. */
import type { Plan } from '../../plan/plan.ts';
import type { PlanStep } from '../../plan/plan-steps.ts';
import type { Forecast, Forecasts } from '../../view/rollout/forecasts.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';

export function plannedPods({ steps }: Pick<Plan, 'steps'>, { namespace, name }: SetKey): Forecasts {
  const forecasts = new Map<number, Forecast>();
  let turn = 0;
  let after: string | null = null;
  for (const step of steps) {
    if (step.kind === 'wait') after = step.waitsFor ?? null;
    const ordinal = ordinalIn(step, namespace, name);
    if (ordinal === undefined) continue;
    const before = forecasts.get(ordinal);
    if (step.verb === 'create' && before?.does === 'delete') forecasts.set(ordinal, { ...before, does: 'update' });
    else if (before === undefined && (step.verb === 'create' || step.verb === 'delete')) {
      forecasts.set(ordinal, { does: step.verb, turn: ++turn, after });
      after = null;
    }
  }
  return forecasts;
}

/** The ordinal of the set's Pod that a step is about. */
function ordinalIn({ object }: PlanStep, namespace: string, set: string): number | undefined {
  if (object?.resource !== 'pods' || object.namespace !== namespace || !object.name.startsWith(`${set}-`))
    return undefined;
  const rest = object.name.slice(set.length + 1);
  return /^\d{1,9}$/.test(rest) ? Number(rest) : undefined;
}
