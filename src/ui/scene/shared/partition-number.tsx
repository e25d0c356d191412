import { useAct, useLab, useOffered } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { isRolling } from '../../../view/rollout/rollout.ts';

/** The partition as a number field, which is quicker than dragging for many slots. */
export function PartitionNumber() {
  const { t } = useMessages();
  const act = useAct();
  const rolling = useLab(isRolling);
  const live = useLab((state) => state.stage.partition);
  const replicas = useLab((state) => state.stage.replicas);
  const offered = useOffered('setPartition');
  if (!rolling || !offered) return null;
  const set = (value: number): void => {
    if (Number.isInteger(value) && value >= 0 && value !== live) act('setPartition', { partition: value });
  };
  return (
    <label className="partition-number" title={t('partition.hint')}>
      partition
      <input
        key={live}
        type="number"
        min={0}
        max={Math.max(replicas, live)}
        defaultValue={live}
        aria-label={t('partition.number')}
        onBlur={({ currentTarget }) => set(currentTarget.valueAsNumber)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') set(currentTarget.valueAsNumber);
        }}
      />
    </label>
  );
}
