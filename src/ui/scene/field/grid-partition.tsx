import { useRef } from 'react';
import { slotsBefore } from '../../../view/stage/find-slot.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { boundaryAt, boundaryPath, type Camera, cellOf, type FieldLayout, whole } from '../shared/grid-geometry.ts';
import { partitionShown } from '../../../view/rollout/rollout.ts';
import { usePartitionSlider } from '../shared/use-partition-slider.ts';
import './grid-partition.css';

interface GridPartitionProps {
  readonly layout: FieldLayout;
  readonly camera?: Camera;
  /** The effect of dropping it here. */
  readonly foreseen: string;
}

/** The partition handle for slots in several rows: Pods after it get the update revision. */
export function GridPartition({ layout, camera = whole, foreseen }: GridPartitionProps) {
  const lab = useLabInstance();
  const grid = useRef<HTMLDivElement>(null);
  const value = useLab(partitionShown);
  const index = useLab(({ stage }) => slotsBefore(stage.slots, stage.startOrdinal + value));
  const slider = usePartitionSlider({
    page: layout.columns,
    foreseen,
    partitionAt({ clientX, clientY }) {
      const { left, top } = grid.current!.getBoundingClientRect();
      const { slots, startOrdinal } = lab.store.getState().stage;
      const at = boundaryAt({ x: clientX - left, y: clientY - top }, layout, camera);
      const before = slots[at - 1];
      return before === undefined ? 0 : before.ordinal - startOrdinal + 1;
    },
  });
  // After the last slot it is at the end of the row, not at the beginning of the next.
  const after = index > 0 && index === layout.count;
  const cell = cellOf(after ? index - 1 : index, layout, camera);
  const x = cell.x + (after ? cell.width : 0);
  return (
    <div ref={grid} className="grid-partition">
      <svg aria-hidden="true">{index > 0 && <path d={boundaryPath(index, layout, camera)} />}</svg>
      <div
        {...slider}
        className="grid-partition-handle"
        style={{ transform: `translate(${x}px, ${cell.y}px)`, height: cell.height }}
      >
        <span className="partition-flag">partition: {value}</span>
      </div>
    </div>
  );
}
