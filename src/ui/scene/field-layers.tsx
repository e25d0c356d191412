/** What lies on a field: the slots themselves, the ordinals of its rows, and what stands out. */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { LabState } from '../../store/lab-state.ts';
import { slotIndex } from '../../store/stage/find-slot.ts';
import { decisionLabel } from '../kit/decision-text.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type Camera, cellOf, type FieldLayout, type Size } from './field-geometry.ts';
import { FieldPainter } from './field-painter.ts';
import { isRolling, updateIndexOf, updateRevisionOf } from './rollout.ts';

export interface CellsProps {
  readonly layout: FieldLayout;
  readonly camera: Camera;
  readonly size: Size;
  readonly partition: number;
}

/** The canvas. It is painted past React: what changes in a frame is some cells of it. */
export function Cells({ layout, camera, size, partition }: CellsProps) {
  const lab = useLabInstance();
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<FieldPainter>(undefined);
  const theme = useLab((state) => state.theme);
  const rolling = useLab(isRolling);
  const start = useLab(({ stage }) => stage.startOrdinal);
  const updateRevision = useLab(updateRevisionOf);
  const updateIndex = useLab(updateIndexOf);
  const view = useMemo(
    () => ({ layout, camera, size, rollout: { rolling, start, partition, updateRevision, updateIndex } }),
    [layout, camera, size, rolling, start, partition, updateRevision, updateIndex],
  );
  const shown = useRef(view);

  useLayoutEffect(() => {
    painter.current = new FieldPainter(canvas.current!);
  }, []);
  useLayoutEffect(() => {
    shown.current = view;
    painter.current!.paint(lab.state().stage.slots, view);
  }, [lab, view]);
  useEffect(
    () =>
      lab.store.subscribe(({ stage: { slots } }, { stage: before }) => {
        // Another number of slots is another layout.
        if (slots !== before.slots && slots.length === shown.current.layout.count)
          painter.current!.paint(slots, shown.current);
      }),
    [lab],
  );
  useEffect(() => {
    const again = (): void => {
      painter.current!.forget();
      painter.current!.paint(lab.state().stage.slots, shown.current);
    };
    again();
    void document.fonts.ready.then(again);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', again);
    return () => dark.removeEventListener('change', again);
  }, [lab, theme]);
  return <canvas ref={canvas} style={{ width: size.width, height: size.height }} aria-hidden="true" />;
}

/** CSS px between two of them, at least. */
const labelPitch = 14;

/** The ordinal that a row begins with. */
export function RowLabels({ layout, camera, size }: Omit<CellsProps, 'partition'>) {
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

interface RingsProps extends Omit<CellsProps, 'partition'> {
  readonly chosen: number | null;
  readonly pointed: number | null;
}

/** What stands out: the slot that the controller's last decision is about, the one that is chosen, the one pointed at. */
export function Rings({ layout, camera, size, chosen, pointed }: RingsProps) {
  const { t } = useMessages();
  const baton = useLab(({ stage }) => stage.baton);
  const index =
    (ordinal: number | null | undefined) =>
    ({ stage }: LabState) =>
      slotIndex(stage.slots, ordinal);
  const at = useLab(index(baton?.ordinal));
  const chosenAt = useLab(index(chosen));
  const pointedAt = useLab(index(pointed));
  const place = (i: number) => {
    const { x, y, width, height } = cellOf(i, layout, camera);
    return { transform: `translate(${x}px, ${y}px)`, width, height };
  };
  return (
    <div className="rings" aria-hidden="true">
      {pointedAt >= 0 && <i className="ring" data-ring="pointed" style={place(pointedAt)} />}
      {chosenAt >= 0 && <i className="ring" data-ring="chosen" style={place(chosenAt)} />}
      {baton !== null && at >= 0 && (
        <i className="ring" data-ring="baton" data-verb={baton.verb} data-ordinal={baton.ordinal} style={place(at)}>
          <span data-above={cellOf(at, layout, camera).y > size.height / 2}>{decisionLabel(t, baton)}</span>
        </i>
      )}
    </div>
  );
}
