import { slotIndex } from '../../../view/stage/find-slot.ts';
import { decisionLabel } from '../../kit/decision-text.ts';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { type Camera, type FieldLayout, whole } from '../shared/grid-geometry.ts';
import './controller-focus.css';

interface GridBatonProps {
  readonly layout: FieldLayout;
  readonly camera?: Camera;
}

/**
 * The controller's hand where slots stand in several rows: around the slot that its last decision is about. Beside it
 * there is no room for words: they would cover other slots.
 */
export function GridBaton({ layout, camera = whole }: GridBatonProps) {
  const baton = useLab(({ stage }) => stage.baton);
  const at = useIndex();
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
        />
      </div>
    </div>
  );
}

/** What the ring means, in the line above. It keeps its place while there is none. */
export function BatonWords() {
  const { t } = useMessages();
  const baton = useLab(({ stage }) => stage.baton);
  const at = useIndex();
  const name = useLab(({ stage }) => stage.slots[at]?.podName);
  return (
    <p className="baton-words" data-verb={baton?.verb} aria-hidden="true">
      {baton !== null && name !== undefined && (
        <>
          <i /> <b>{name}</b> {decisionLabel(t, baton)}
        </>
      )}
    </p>
  );
}

const useIndex = (): number => useLab(({ stage }) => slotIndex(stage.slots, stage.baton?.ordinal));
