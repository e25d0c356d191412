import { type MouseEvent, useMemo, useRef } from 'react';
import { slotIndex } from '../../../view/stage/find-slot.ts';
import type { Prediction } from '../../../view/stage/prediction.ts';
import type { SlotModel } from '../../../view/stage-model.ts';
import { indexAt, whole } from '../shared/grid-geometry.ts';
import { Rings } from '../field/field-layers.tsx';
import { rackLayout } from './pod-density.ts';
import { SlotCells, SlotOptions } from '../field/slot-field.tsx';
import { onFieldKey, slotKeys } from '../shared/use-chosen.ts';
import { useOpenPod } from '../shared/use-open-pod.ts';
import { useSize } from '../shared/use-size.ts';
import '../field/dot-field.css';

interface RackFieldProps {
  readonly label: string;
  readonly slots: readonly SlotModel[];
  /** For how many Pods there is room. */
  readonly room: number;
  /** What a change that is considered would do; null: none is. */
  readonly fates: Prediction | null;
  /** Ordinals, where they are in this rack. */
  readonly chosen: number | null;
  readonly pointed: number | null;
  readonly onChoose: (ordinal: number | null) => void;
  readonly onPoint: (ordinal: number | null) => void;
}

/** The Pods of a rack on a canvas, by ordinal: pointed at, walked through and opened as on the field of all slots. */
export function RackField({ label, slots, room, fates, chosen, pointed, onChoose, onPoint }: RackFieldProps) {
  const open = useOpenPod();
  const box = useRef<HTMLDivElement>(null);
  const width = useSize(box)?.width ?? 240;
  const { layout, height } = useMemo(() => rackLayout(slots.length, room, width), [slots.length, room, width]);
  const size = useMemo(() => ({ width, height }), [width, height]);

  function ordinalAt({ clientX, clientY }: MouseEvent): number | null {
    const { left, top } = box.current!.getBoundingClientRect();
    const index = indexAt({ x: clientX - left, y: clientY - top }, layout, whole);
    return index === null ? null : (slots[index]?.ordinal ?? null);
  }

  return (
    <div
      ref={box}
      className="rack-field"
      style={{ height }}
      onPointerMove={(event) => event.pointerType === 'mouse' && onPoint(ordinalAt(event))}
      onPointerLeave={() => onPoint(null)}
      onClick={(event) => onChoose(ordinalAt(event))}
      onDoubleClick={(event) => open(ordinalAt(event))}
    >
      <SlotCells {...{ slots, layout, size, fates }} />
      <Rings layout={layout} chosen={slotIndex(slots, chosen)} pointed={slotIndex(slots, pointed)} />
      <SlotOptions
        {...{ slots, chosen, fates, label }}
        onKeyDown={(event) => void onFieldKey(event, { layout, rows: 5, ...slotKeys(slots, chosen, onChoose, open) })}
        onFocus={() => chosen === null && onChoose(slots[0]?.ordinal ?? null)}
      />
    </div>
  );
}
