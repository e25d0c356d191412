import { useEffect, useState } from 'react';
import type { Assume } from '../../plan/assumptions.ts';
import { type Plan, planning, PlanTooLong } from '../../plan/plan.ts';
import { inSlices } from '../../store/state/slices.ts';
import type { Lab } from '../../store/lab.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { momentOfPlan } from './plan-moment.ts';

export type Planned =
  | { readonly state: 'working' }
  | { readonly state: 'done'; readonly plan: Plan }
  | { readonly state: 'failed'; readonly reason: string | null };

/**
 * Returns the plan of a command at the shown moment.
 * @param key Changes to plan again.
 */
export function usePlan(command: string, assume: Assume, key: number): Planned {
  const { t } = useMessages();
  const lab = useLabInstance();
  const [planned, setPlanned] = useState<{ readonly of: object | null; readonly result: Planned }>({
    of: null,
    result: { state: 'working' },
  });
  useEffect(() => {
    let wanted = true;
    const say = (result: Planned): void => {
      if (wanted) setPlanned({ of: assume, result });
    };
    say({ state: 'working' });
    void lab.ready
      .then(() => inSlices(planOf(lab, command, assume, t), { now: () => performance.now() }, () => wanted))
      .then(
        (done) => done !== undefined && say({ state: 'done', plan: done.result }),
        (error: unknown) => say({ state: 'failed', reason: error instanceof PlanTooLong ? null : reasonOf(error) }),
      );
    return () => {
      wanted = false;
    };
  }, [lab, command, assume, key, t]);
  return planned.result;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function* planOf(lab: Lab, command: string, assume: Assume, t: Translate): Generator<void, Plan> {
  const { start, files } = yield* momentOfPlan(lab);
  return yield* planning(start, { command, files }, assume, t);
}
