import { type CSSProperties, useRef, useState } from 'react';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { decisionLabel } from '../kit/decision-text.ts';
import { MotionScope, Presence } from '../motion/motion.tsx';
import type { SlotModel } from '../../store/stage-model.ts';
import { DotField } from './dot-field.tsx';
import { PartitionDivider } from './partition-divider.tsx';
import { ReplicasStepper } from './replicas-stepper.tsx';
import { ServiceRail } from './service-rail.tsx';
import { Slot } from './slot.tsx';
import './slot-row.css';

/** From this many slots on, cards would be too narrow to read. */
const tilesFrom = 8;
/** From this many on, tiles would be a heap: there are dots. */
const dotsFrom = 61;

/** The row of slots under the Service they are named by, with the partition between them and the replicas at the end. */
export function SlotRow() {
  const slots = useLab((state) => state.stage.slots);
  return slots.length < dotsFrom ? <Row /> : <Field slots={slots} />;
}

/** Very many: the Service, the replicas, and a dot for each. */
function Field({ slots }: { readonly slots: readonly SlotModel[] }) {
  return (
    <>
      <div className="slots" data-density="dots">
        <div className="slot-grid" style={{ '--count': 1 } as CSSProperties}>
          <ServiceRail />
          <ReplicasStepper />
        </div>
      </div>
      <DotField slots={slots} />
    </>
  );
}

function Row() {
  const { t } = useMessages();
  const slots = useLab((state) => state.stage.slots);
  const start = useLab((state) => state.stage.startOrdinal);
  const partition = useLab((state) => state.stage.partition);
  const rolling = useLab((state) => state.stage.setExists && state.stage.updateStrategy === 'RollingUpdate');
  const updateRevision = useLab(({ stage }) => stage.revisions.find((revision) => revision.update)?.name);
  /** Where the partition would be if it were let go now; null while nobody moves it. */
  const [preview, setPreview] = useState<number | null>(null);
  const row = useRef<HTMLUListElement>(null);
  const shown = preview ?? partition;
  return (
    <div className="slots" data-density={slots.length < tilesFrom ? 'cards' : 'tiles'} data-preview={preview !== null}>
      <div className="slot-grid" style={{ '--count': Math.max(slots.length, 1) } as CSSProperties}>
        <ServiceRail />
        <ul ref={row} className="slot-list" aria-label={t('stage.slots')}>
          <MotionScope>
            <Presence>
              {slots.map((slot, index) => (
                <Slot
                  key={slot.ordinal}
                  slot={slot}
                  index={index}
                  willUpdate={
                    rolling &&
                    slot.desired &&
                    slot.pod !== null &&
                    !slot.pod.terminating &&
                    slot.ordinal - start >= shown &&
                    slot.pod.revision !== updateRevision
                  }
                />
              ))}
            </Presence>
          </MotionScope>
        </ul>
        <Baton />
        {rolling && <PartitionDivider row={row} value={shown} onPreview={setPreview} />}
        <ReplicasStepper />
      </div>
    </div>
  );
}

/** Stands over the slot that the controller's last decision is about. */
function Baton() {
  const { t } = useMessages();
  const baton = useLab((state) => state.stage.baton);
  const index = useLab(({ stage }) => stage.slots.findIndex(({ ordinal }) => ordinal === stage.baton?.ordinal));
  const [stood, setStood] = useState(0);
  // Where it stood last, so that it does not run home between two decisions.
  if (index >= 0 && index !== stood) setStood(index);
  return (
    <div
      className="baton"
      style={{ '--index': index < 0 ? stood : index } as CSSProperties}
      data-verb={baton?.verb}
      data-ordinal={index < 0 ? undefined : baton?.ordinal}
      aria-hidden="true"
      hidden={baton === null || index < 0}
    >
      <span>{baton !== null && decisionLabel(t, baton)}</span>
    </div>
  );
}
