/** What lies on a field: the slots themselves, the ordinals of its rows, and what stands out. */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { slotIndex } from '../../store/stage/find-slot.ts';
import type { Prediction } from '../../store/stage/prediction.ts';
import type { SlotModel } from '../../store/stage-model.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type Camera, cellOf, type FieldLayout, type Size, whole } from './field-geometry.ts';
import { FieldPainter } from './field-painter.ts';
import { slotSentence } from './slot-sentence.ts';
import { useRollout } from './use-rollout.ts';

interface LayerProps {
  readonly layout: FieldLayout;
  readonly camera?: Camera;
  readonly size: Size;
}

interface CellsProps extends LayerProps {
  /** As many as the layout is for. */
  readonly slots: readonly SlotModel[];
  /** What a change that is considered would do; null: none is. */
  readonly fates: Prediction | null;
}

/** The canvas. Of what is on it only the slots that have changed are painted anew. */
export function Cells({ slots, layout, camera = whole, size, fates }: CellsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<FieldPainter>(undefined);
  const theme = useLab((state) => state.theme);
  const rollout = useRollout();
  const view = useMemo(() => ({ layout, camera, size, rollout, fates }), [layout, camera, size, rollout, fates]);
  const shown = useRef({ slots, view });

  useLayoutEffect(() => {
    painter.current = new FieldPainter(canvas.current!);
  }, []);
  useLayoutEffect(() => {
    shown.current = { slots, view };
    painter.current!.paint(slots, view);
  }, [slots, view]);
  useEffect(() => {
    const again = (): void => {
      painter.current!.forget();
      painter.current!.paint(shown.current.slots, shown.current.view);
    };
    again();
    void document.fonts.ready.then(again);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', again);
    return () => dark.removeEventListener('change', again);
  }, [theme]);
  return <canvas ref={canvas} style={{ width: size.width, height: size.height }} aria-hidden="true" />;
}

/** CSS px between two of them, at least. */
const labelPitch = 14;

/** The ordinal that a row begins with. */
export function RowLabels({ layout, camera = whole, size }: LayerProps) {
  const lab = useLabInstance();
  // Ordinals follow from the first one, but for what was left behind by a set that has been scaled down.
  useLab(({ stage }) => stage.startOrdinal);
  const { slots } = lab.state().stage;
  const height = layout.height * camera.zoom;
  const every = [1, 2, 5, 10, 20, 50].find((rows) => rows * height >= labelPitch) ?? 100;
  const first = Math.ceil(camera.y / height / every) * every;
  const labels = [];
  for (let row = first; row < layout.rows && (row + 1) * height - camera.y <= size.height + 1; row += every) {
    const top = (row + 0.5) * height - camera.y;
    labels.push(
      <span key={row} style={{ transform: `translateY(${top}px)` }}>
        {slots[row * layout.columns]?.ordinal}
      </span>,
    );
  }
  return (
    <div className="row-labels" aria-hidden="true">
      {labels}
    </div>
  );
}

interface RingsProps {
  readonly layout: FieldLayout;
  readonly camera?: Camera;
  /** Indices; -1: none. */
  readonly chosen: number;
  readonly pointed: number;
}

/** What stands out: the slot that is chosen, and the one pointed at. */
export function Rings({ layout, camera = whole, chosen, pointed }: RingsProps) {
  const place = (index: number) => {
    const { x, y, width, height } = cellOf(index, layout, camera);
    return { transform: `translate(${x}px, ${y}px)`, width, height };
  };
  return (
    <div className="rings" aria-hidden="true">
      {pointed >= 0 && <i className="ring" data-ring="pointed" style={place(pointed)} />}
      {chosen >= 0 && <i className="ring" data-ring="chosen" style={place(chosen)} />}
    </div>
  );
}

interface OptionsProps {
  readonly slots: readonly SlotModel[];
  /** Ordinal of the slot one is at. */
  readonly chosen: number | null;
  /** What a change that is considered would do; null: none is. */
  readonly fates: Prediction | null;
  /** Name of the list. */
  readonly label: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
}

/** The slots for keyboard and assistive technology: a list that tells how long it is, and of which one option is there. */
export function Options({ slots, chosen, fates, label, onKeyDown, onFocus }: OptionsProps) {
  const { t } = useMessages();
  const id = useId();
  const index = Math.max(slotIndex(slots, chosen), 0);
  const slot = slots[index];
  return (
    <div
      className="dots-options"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={id}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div id={id} role="option" aria-selected={chosen !== null} aria-posinset={index + 1} aria-setsize={slots.length}>
        {slot !== undefined && slotSentence(t, slot, fates?.get(slot.ordinal))}
      </div>
    </div>
  );
}
