import { type CSSProperties, type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { setPartition } from '../../store/actions/set-partition.ts';
import type { SlotModel } from '../../store/stage-model.ts';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './partition-divider.css';

interface PartitionDividerProps {
  /** The list of slots, whose places are those where the divider can stand. */
  readonly row: RefObject<HTMLElement | null>;
  readonly value: number;
  /** Names of the Pods that would roll if it were let go where it is, in their order. */
  readonly rolls: string;
  /** While it is moved: where it would be; null when it is let go. */
  readonly onPreview: (partition: number | null) => void;
}

/** Pods to the right of it get the update revision; those to its left keep theirs. */
export function PartitionDivider({ row, value, rolls, onPreview }: PartitionDividerProps) {
  const { t } = useMessages();
  const act = useAct();
  const lab = useLabInstance();
  const slots = useLab((state) => state.stage.slots);
  const start = useLab((state) => state.stage.startOrdinal);
  const replicas = useLab((state) => state.stage.replicas);
  const live = useLab((state) => state.stage.partition);
  /** By a pointer or by a key. */
  const [held, setHeld] = useState(false);
  const max = Math.max(replicas, live);

  function move(partition: number): void {
    if (partition !== live) act(setPartition, Math.min(Math.max(partition, 0), max));
  }

  const preview = (partition: number): void => onPreview(Math.min(Math.max(partition, 0), max));

  /** Where it was held last is where it stays; or, not kept, where it was before. */
  function letGo(keep: boolean): void {
    setHeld(false);
    const { considered } = lab.state();
    onPreview(null);
    if (keep && considered !== null && 'partition' in considered) move(considered.partition);
  }

  // A key that is held holds the divider: what would happen is shown before it is let go.
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && held) return letGo(false);
    const next = {
      ArrowLeft: value - 1,
      ArrowDown: value - 1,
      ArrowRight: value + 1,
      ArrowUp: value + 1,
      Home: 0,
      End: replicas,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setHeld(true);
    preview(next);
  }

  function onKeyUp({ key }: KeyboardEvent): void {
    if (/^(Arrow|Home|End)/.test(key)) letGo(true);
  }

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeld(true);
  }

  function onPointerMove(event: PointerEvent): void {
    if (held && event.buttons !== 0) preview(partitionAt(event.clientX, slots, start, row.current));
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
      aria-valuetext={[t('partition.value', { partition: value }), rolls && t('partition.rolls', { pods: rolls })].join(
        ' ',
      )}
      title={t('partition.hint')}
      style={{ '--index': indexOf(value, slots, start) } as CSSProperties}
      data-dragging={held}
      data-zero={value === 0}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      onBlur={() => held && letGo(false)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => letGo(true)}
      onPointerCancel={() => letGo(false)}
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
