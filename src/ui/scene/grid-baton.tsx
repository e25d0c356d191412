import { slotIndex } from '../../store/stage/find-slot.ts';
import { decisionLabel } from '../kit/decision-text.ts';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type Camera, cellOf, type FieldLayout, whole } from './field-geometry.ts';
import './grid-baton.css';

interface GridBatonProps {
  readonly layout: FieldLayout;
  readonly camera?: Camera;
  /** CSS px of the field that are seen; from its middle on, the words stand above the slot. */
  readonly height?: number;
}

/** The controller's hand where slots stand in several rows: around the slot that its last decision is about. */
export function GridBaton({ layout, camera = whole, height = Infinity }: GridBatonProps) {
  const { t } = useMessages();
  const baton = useLab(({ stage }) => stage.baton);
  const at = useLab(({ stage }) => slotIndex(stage.slots, stage.baton?.ordinal));
  if (baton === null || at < 0) return null;
  const { columns } = layout;
  const { zoom, x, y } = camera;
  const [column, row] = [at % columns, Math.floor(at / columns)];
  return (
    <div className="grid-baton" aria-hidden="true">
      <div style={{ transform: `translate(${-x}px, ${-y}px)` }}>
        {/* Its place is counted in slots: only another slot makes it travel, neither zooming nor a field of another
            size. Rows of another length are another field. */}
        <i
          key={columns}
          data-ring="baton"
          data-verb={baton.verb}
          data-ordinal={baton.ordinal}
          style={{
            width: layout.width * zoom,
            height: layout.height * zoom,
            transform: `translate(${column * 100}%, ${row * 100}%)`,
          }}
        >
          <span data-end={column >= columns / 2} data-above={cellOf(at, layout, camera).y > height / 2}>
            {decisionLabel(t, baton)}
          </span>
        </i>
      </div>
    </div>
  );
}
