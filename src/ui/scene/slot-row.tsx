import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { predict, type Prediction } from '../../store/stage/prediction.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { decisionLabel } from '../kit/decision-text.ts';
import { MotionScope, Presence } from '../motion/motion.tsx';
import type { SlotModel } from '../../store/stage-model.ts';
import { DotField } from './dot-field.tsx';
import { PartitionDivider } from './partition-divider.tsx';
import { ReplicasStepper } from './replicas-stepper.tsx';
import { ServiceRail } from './service-rail.tsx';
import { Slot } from './slot.tsx';
import { willUpdate } from './will-update.ts';
import './slot-row.css';

/** From this many slots on, cards would be too narrow to read. */
export const tilesFrom = 8;
/** From this many on, tiles would be a heap: there are dots. */
export const dotsFrom = 61;

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
  const lab = useLabInstance();
  const view = useLab((state) => state.view);
  const stage = useLab((state) => state.stage);
  const considered = useLab((state) => state.considered);
  const { slots, partition } = stage;
  const rolling = stage.setExists && stage.updateStrategy === 'RollingUpdate';
  const row = useRef<HTMLUListElement>(null);
  const fates = useMemo(
    () => (considered === null ? null : predict(view, stage, considered)),
    [view, stage, considered],
  );
  /** Where the partition would be if it were let go now. */
  const shown = considered !== null && 'partition' in considered ? considered.partition : partition;
  return (
    <div
      className="slots"
      data-density={slots.length < tilesFrom ? 'cards' : 'tiles'}
      data-preview={fates !== null && fates.size > 0}
    >
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
                  fate={fates?.get(slot.ordinal) ?? null}
                  willUpdate={willUpdate(stage, slot)}
                />
              ))}
            </Presence>
          </MotionScope>
        </ul>
        <Baton />
        {rolling && (
          <PartitionDivider
            row={row}
            value={shown}
            rolls={rollsOf(slots, fates)}
            onPreview={(to) => lab.set({ considered: to === null ? null : { partition: to } })}
          />
        )}
        <ReplicasStepper />
      </div>
    </div>
  );
}

/** Names of the Pods that are to be replaced, in their order. */
const rollsOf = (slots: readonly SlotModel[], fates: Prediction | null): string =>
  slots
    .filter(({ ordinal }) => fates?.get(ordinal)?.does === 'update')
    .map(({ podName }) => podName)
    .reverse()
    .join(', ');

/** Stands over the slot that the controller's last decision is about, or whose Pod it waits for. */
function Baton() {
  const { t } = useMessages();
  const baton = useLab((state) => state.stage.baton);
  const index = useLab(({ stage: { slots, baton } }) =>
    slots.findIndex(({ ordinal, podName }) =>
      baton?.ordinal === undefined ? podName === baton?.waitingFor : ordinal === baton.ordinal,
    ),
  );
  const ordinal = useLab(({ stage }) => stage.slots[index]?.ordinal);
  const [stood, setStood] = useState(0);
  // Where it stood last, so that it does not run home between two decisions.
  if (index >= 0 && index !== stood) setStood(index);
  return (
    <div
      className="baton"
      style={{ '--index': index < 0 ? stood : index } as CSSProperties}
      data-verb={baton?.verb}
      data-ordinal={ordinal}
      aria-hidden="true"
      hidden={baton === null || index < 0}
    >
      <span>{baton !== null && decisionLabel(t, baton)}</span>
    </div>
  );
}
