import { slotIndex } from '../../../view/stage/find-slot.ts';
import { decisionLabel } from '../../../view/words/decision-text.ts';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { type Camera, type FieldLayout, whole } from '../shared/grid-geometry.ts';
import './controller-focus.css';

interface ControllerFocusProps {
  readonly layout: FieldLayout;
  readonly camera?: Camera;
}

/**
 * The ring around the slot of the controller's last decision, if slots are in several rows. Words beside it would cover
 * other slots.
 */
export function ControllerFocus({ layout, camera = whole }: ControllerFocusProps) {
  const lastDecision = useLab(({ stage }) => stage.lastDecision);
  const at = useIndex();
  if (lastDecision === null || at < 0) return null;
  const { columns } = layout;
  const { zoom, x, y } = camera;
  const [column, row] = [at % columns, Math.floor(at / columns)];
  return (
    <div className="controller-focus" aria-hidden="true">
      <div style={{ transform: `translate(${-x}px, ${-y}px)` }}>
        {/* Its place is counted in slots: only another slot makes it travel, neither zooming nor a field of another
            size. Rows of another length are another field. */}
        <i
          key={columns}
          data-ring="decision"
          data-verb={lastDecision.verb}
          data-ordinal={lastDecision.ordinal}
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

/** The meaning of the ring, in the line above. The line keeps its place while there is no ring. */
export function FocusWords() {
  const { t } = useMessages();
  const lastDecision = useLab(({ stage }) => stage.lastDecision);
  const at = useIndex();
  const name = useLab(({ stage }) => stage.slots[at]?.podName);
  return (
    <p className="focus-words" data-verb={lastDecision?.verb} aria-hidden="true">
      {lastDecision !== null && name !== undefined && (
        <>
          <i /> <b>{name}</b> {decisionLabel(t, lastDecision)}
        </>
      )}
    </p>
  );
}

const useIndex = (): number => useLab(({ stage }) => slotIndex(stage.slots, stage.lastDecision?.ordinal));
