import { type MouseEvent, useMemo, useRef } from 'react';
import { slotIndex } from '../../../view/stage/find-slot.ts';
import type { Forecasts } from '../../../view/rollout/forecasts.ts';
import type { SlotModel } from '../../../view/stage-model.ts';
import { indexAt, whole } from '../shared/grid-geometry.ts';
import { Rings } from '../field/field-layers.tsx';
import { nodeFieldLayout } from './pod-density.ts';
import { SlotCells, SlotOptions } from '../field/slot-field.tsx';
import { onFieldKey, slotKeys } from '../shared/use-chosen.ts';
import { useOpenPod } from '../shared/use-open-pod.ts';
import { useSize } from '../shared/use-size.ts';
import '../field/dot-field.css';

interface NodePodFieldProps {
  readonly label: string;
  readonly slots: readonly SlotModel[];
  /** The number of Pods to keep room for. */
  readonly room: number;
  /** Its largest height, CSS px. */
  readonly most: number;
  /** The effect of a previewed change; null without a preview. */
  readonly forecasts: Forecasts | null;
  /** Ordinals of Pods on this node. */
  readonly chosen: number | null;
  readonly pointed: number | null;
  readonly onChoose: (ordinal: number | null) => void;
  readonly onPoint: (ordinal: number | null) => void;
}

/** The Pods of a node on a canvas, by ordinal, with the pointer and the keys of the field of all slots. */
export function NodePodField({
  label,
  slots,
  room,
  most,
  forecasts,
  chosen,
  pointed,
  onChoose,
  onPoint,
}: NodePodFieldProps) {
  const open = useOpenPod();
  const box = useRef<HTMLDivElement>(null);
  const width = useSize(box)?.width ?? 240;
  const { layout, height } = useMemo(
    () => nodeFieldLayout(slots.length, room, { width, height: most }),
    [slots.length, room, width, most],
  );
  const size = useMemo(() => ({ width, height }), [width, height]);

  function ordinalAt({ clientX, clientY }: MouseEvent): number | null {
    const { left, top } = box.current!.getBoundingClientRect();
    const index = indexAt({ x: clientX - left, y: clientY - top }, layout, whole);
    return index === null ? null : (slots[index]?.ordinal ?? null);
  }

  return (
    <div
      ref={box}
      className="pod-field"
      style={{ height }}
      onPointerMove={(event) => event.pointerType === 'mouse' && onPoint(ordinalAt(event))}
      onPointerLeave={() => onPoint(null)}
      onClick={(event) => onChoose(ordinalAt(event))}
      onDoubleClick={(event) => open(ordinalAt(event))}
    >
      <SlotCells {...{ slots, layout, size, forecasts }} />
      <Rings layout={layout} chosen={slotIndex(slots, chosen)} pointed={slotIndex(slots, pointed)} />
      <SlotOptions
        {...{ slots, chosen, forecasts, label }}
        onKeyDown={(event) => void onFieldKey(event, { layout, rows: 5, ...slotKeys(slots, chosen, onChoose, open) })}
        onFocus={() => chosen === null && onChoose(slots[0]?.ordinal ?? null)}
      />
    </div>
  );
}
