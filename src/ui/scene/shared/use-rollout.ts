/** The rollout in progress, and the forecast of a previewed change; both change seldom. */
import { useEffect, useMemo, useState } from 'react';
import type { Forecasts, forecastsOf } from '../../../view/rollout/forecasts.ts';
import { useLab } from '../../kit/lab.tsx';
import { isRolling, type Rollout, updateIndexOf, updateRevisionOf } from '../../../view/rollout/rollout.ts';

export function useRollout(): Rollout {
  const rolling = useLab(isRolling);
  const start = useLab(({ stage }) => stage.startOrdinal);
  const partition = useLab(({ stage }) => stage.partition);
  const updateRevision = useLab(updateRevisionOf);
  const updateIndex = useLab(updateIndexOf);
  return useMemo(
    () => ({ rolling, start, partition, updateRevision, updateIndex }),
    [rolling, start, partition, updateRevision, updateIndex],
  );
}

let loaded: typeof forecastsOf | undefined;

/** Returns the function that predicts, once it is loaded; loading starts when it is first needed. */
function usePredict(wanted: boolean): typeof forecastsOf | undefined {
  const [, setLoaded] = useState(loaded !== undefined);
  useEffect(() => {
    if (!wanted || loaded !== undefined) return;
    import('../../../view/rollout/forecasts.ts').then(
      (module) => {
        loaded = module.forecastsOf;
        setLoaded(true);
      },
      // Loading is retried with the next preview; the change itself can be made without it.
      () => {},
    );
  }, [wanted]);
  return loaded;
}

/** Returns the effect of the previewed change; null without a preview, or without an effect. */
export function useForecasts(): Forecasts | null {
  const considered = useLab((state) => state.considered);
  // Without a preview, changes of the view do not matter.
  const view = useLab((state) => (state.considered === null ? null : state.view));
  const stage = useLab((state) => (state.considered === null ? null : state.stage));
  const predicted = usePredict(considered !== null);
  return useMemo(() => {
    if (considered === null || view === null || stage === null || predicted === undefined) return null;
    const forecasts = predicted(view, stage, considered);
    return forecasts.size === 0 ? null : forecasts;
  }, [view, stage, considered, predicted]);
}
