import { type CSSProperties, type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { setPartition } from '../../store/actions/set-partition.ts';
import type { SlotModel } from '../../store/stage-model.ts';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './partition-divider.css';

interface PartitionDividerProps {
  /** The list of slots, whose places are those where the divider can stand. */
  readonly row: RefObject<HTMLElement | null>;
  readonly value: number;
  /** While it is moved: where it would be; null when it is let go. */
  readonly onPreview: (partition: number | null) => void;
}

/** Pods to the right of it get the update revision; those to its left keep theirs. */
export function PartitionDivider({ row, value, onPreview }: PartitionDividerProps) {
  const { t } = useMessages();
  const act = useAct();
  const slots = useLab((state) => state.stage.slots);
  const start = useLab((state) => state.stage.startOrdinal);
  const replicas = useLab((state) => state.stage.replicas);
  const live = useLab((state) => state.stage.partition);
  const [dragging, setDragging] = useState(false);
  const max = Math.max(replicas, live);

  function move(partition: number): void {
    if (partition !== live) act(setPartition, Math.min(Math.max(partition, 0), max));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowLeft: value - 1,
      ArrowDown: value - 1,
      ArrowRight: value + 1,
      ArrowUp: value + 1,
      Home: 0,
      End: replicas,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  }

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging(true);
  }

  function onPointerMove(event: PointerEvent): void {
    if (dragging) onPreview(Math.min(partitionAt(event.clientX, slots, start, row.current), max));
  }

  function end(keep: boolean): void {
    if (!dragging) return;
    setDragging(false);
    if (keep) move(value);
    onPreview(null);
  }

  return (
    <div
      className="partition"
      role="slider"
      tabIndex={0}
      aria-label={t('partition.label')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={t('partition.value', { partition: value })}
      title={t('partition.hint')}
      style={{ '--index': indexOf(value, slots, start) } as CSSProperties}
      data-dragging={dragging}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
    >
      <span className="partition-flag">partition: {value}</span>
    </div>
  );
}

/** How many slots stand to the left of a partition. */
function indexOf(partition: number, slots: readonly SlotModel[], start: number): number {
  return slots.filter((slot) => slot.ordinal - start < partition).length;
}

/** The partition whose place is nearest to `x` (px of the viewport). */
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
