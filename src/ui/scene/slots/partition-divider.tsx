import { type CSSProperties, type RefObject } from 'react';
import { slotsBefore } from '../../../view/stage/find-slot.ts';
import type { SlotModel } from '../../../view/stage-model.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { partitionShown } from '../../../view/rollout/rollout.ts';
import { usePartitionSlider } from '../shared/use-partition-slider.ts';
import './partition-divider.css';

interface PartitionDividerProps {
  /** The list of slots, between which the divider can be placed. */
  readonly row: RefObject<HTMLElement | null>;
  /** The effect of dropping it here. */
  readonly foreseen: string;
}

/** The partition's divider: Pods right of it get the update revision; Pods left of it keep theirs. */
export function PartitionDivider({ row, foreseen }: PartitionDividerProps) {
  const lab = useLabInstance();
  const value = useLab(partitionShown);
  const index = useLab(({ stage }) => slotsBefore(stage.slots, stage.startOrdinal + value));
  const end = useLab(({ stage }) => index > 0 && index >= stage.slots.length - 1);
  const slider = usePartitionSlider({
    partitionAt({ clientX }) {
      const { slots, startOrdinal } = lab.store.getState().stage;
      return partitionAt(clientX, slots, startOrdinal, row.current);
    },
    foreseen,
  });
  return (
    <div {...slider} className="partition" data-end={end} style={{ '--index': index } as CSSProperties}>
      <span className="partition-flag">partition: {value}</span>
    </div>
  );
}

/** Returns the partition nearest to `x` (px of the viewport). */
function partitionAt(x: number, slots: readonly SlotModel[], start: number, row: HTMLElement | null): number {
  const boxes = [...(row?.querySelectorAll<HTMLElement>('[data-slot]') ?? [])];
  const right = boxes.findIndex((box) => {
    const { left, width } = box.getBoundingClientRect();
    return x < left + width / 2;
  });
  const slot = slots[right < 0 ? slots.length - 1 : right];
  if (slot === undefined) return 0;
  return Math.max(slot.ordinal - start + (right < 0 ? 1 : 0), 0);
}
