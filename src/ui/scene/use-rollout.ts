/** What is done to Pods, and what would be: both change seldom, whatever happens to the slots. */
import { useMemo } from 'react';
import { type Prediction, predict } from '../../store/stage/prediction.ts';
import { useLab } from '../kit/lab.tsx';
import { isRolling, type Rollout, updateIndexOf, updateRevisionOf } from './rollout.ts';

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

/** What the change that is considered would do; null while there is none, or none that does anything. */
export function useFates(): Prediction | null {
  const considered = useLab((state) => state.considered);
  // While nothing is considered, what happens is no news.
  const view = useLab((state) => (state.considered === null ? null : state.view));
  const stage = useLab((state) => (state.considered === null ? null : state.stage));
  return useMemo(() => {
    if (considered === null || view === null || stage === null) return null;
    const fates = predict(view, stage, considered);
    return fates.size === 0 ? null : fates;
  }, [view, stage, considered]);
}
