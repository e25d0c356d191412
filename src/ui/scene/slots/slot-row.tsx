import { type CSSProperties, useId, useRef, useState } from 'react';
import type { Translate } from '../../../i18n/translate.ts';
import type { Forecasts } from '../../../view/rollout/forecasts.ts';
import type { SlotModel } from '../../../view/stage-model.ts';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { decisionLabel } from '../../../view/words/decision-text.ts';
import { listText } from '../../../view/words/names-text.ts';
import { MotionScope, Presence } from '../../motion/motion.tsx';
import { searchedFrom, slotIndex } from '../../../view/stage/find-slot.ts';
import { later } from '../../kit/later.tsx';
import { PartitionDivider } from './partition-divider.tsx';
import { ReplicasStepper } from '../set/replicas-stepper.tsx';
import { outlookOf } from '../../../view/rollout/outlook.ts';
import { isRolling } from '../../../view/rollout/rollout.ts';
import { ServiceRail } from '../set/service-rail.tsx';
import { SlotTools } from '../shared/slot-tools.tsx';
import { type Density, hasMoreLines, levelOf, slotsInSight, stepperWidth } from './slot-density.ts';
import { Slot } from './slot.tsx';
import { useForecasts } from '../shared/use-rollout.ts';
import type { Size } from '../shared/grid-geometry.ts';
import { narrow, useMedia } from '../../kit/browser/use-media.ts';
import { useRoom } from '../shared/use-room.ts';
import { useSlotGrid } from './use-slot-grid.ts';
import './slot-row.css';
import './slots-phone.css';

const ManySlots = later(() => import('../field/many-slots.tsx').then((module) => module.ManySlots));
const ObjectMenu = later(() => import('./object-menu.tsx').then((module) => module.default));

/** The slots below their Service, with the partition between them and the replicas at the end. */
export function SlotRow() {
  const box = useRef<HTMLDivElement>(null);
  const beside = useMedia(narrow) ? 0 : stepperWidth;
  const phone = useMedia('(max-width: 30rem)');
  const { width, height } = useRoom(box, '.slot-scroll');
  const room = { width: width - beside, height };
  const level = useLab(({ stage: { slots } }) =>
    levelOf({ count: slots.length, claims: mostClaims(slots), phone }, room),
  );
  return (
    <div ref={box} className="slot-level" data-level={level}>
      {level === 'chips' || level === 'field' ? (
        <Many field={level === 'field'} />
      ) : (
        <Row density={level} room={room} phone={phone} />
      )}
    </div>
  );
}

const mostClaims = (slots: readonly SlotModel[]): number =>
  slots.reduce((most, { claims }) => Math.max(most, claims.length), 0);

/** Very many slots: the Service and the replicas in a line, and the slots below. */
function Many({ field }: { readonly field: boolean }) {
  const isNarrow = useMedia(narrow);
  return (
    <>
      <div className="slots" data-density="many">
        <ServiceRail />
        {!isNarrow && <ReplicasStepper />}
      </div>
      <ManySlots field={field} />
    </>
  );
}

interface RowProps {
  readonly density: Density;
  readonly room: Size;
  readonly phone: boolean;
}

function Row({ density, room, phone }: RowProps) {
  const { t } = useMessages();
  const isNarrow = useMedia(narrow);
  const count = useLab(({ stage }) => stage.slots.length);
  const rolling = useLab(isRolling);
  const forecasts = useForecasts();
  const rolls = useLab(({ stage }) => rollsOf(t, stage.slots, forecasts));
  const row = useRef<HTMLDivElement>(null);
  const { menu, closeMenu, handlers } = useSlotGrid(row);
  const keys = useId();
  const next = useLab(({ stage: { slots, startOrdinal, replicas } }) => {
    const end = startOrdinal + replicas;
    return slotIndex(slots, end) < 0 ? (forecasts?.get(end) ?? null) : null;
  });

  function goTo(ordinal: number): void {
    const slot = row.current?.querySelector(`[data-slot="${ordinal}"]`);
    const view = slot?.closest('.slot-scroll');
    if (slot == null || view == null) return;
    const [at, seen] = [slot.getBoundingClientRect(), view.getBoundingClientRect()];
    // Scrolls only the row: `scrollIntoView` would move the page as well.
    view.scrollLeft += at.left + at.width / 2 - seen.left - seen.width / 2;
    slot.querySelector<HTMLElement>('[data-part="pod"]')?.focus({ preventScroll: true });
  }

  const hasMore = useLab(({ stage: { slots }, beside }) =>
    hasMoreLines(density, { count: slots.length, claims: mostClaims(slots), phone, compared: beside !== null }, room),
  );
  const seen = slotsInSight({ count, phone }, density, room);
  const sizes = { '--count': Math.max(count, 1), '--seen': seen } as CSSProperties;
  const slotsInRow = (
    <div
      className="slots"
      data-density={density}
      data-lines={hasMore ? 'more' : undefined}
      data-beyond={count > seen}
      style={sizes}
    >
      <ServiceRail />
      <div
        className="slot-scroll"
        // The controller's flag stays within the slots in sight: it needs to know the first of them.
        onScroll={({ currentTarget: { style, scrollLeft, scrollWidth } }) =>
          style.setProperty('--first', `${Math.round((count * scrollLeft) / scrollWidth)}`)
        }
      >
        <div className="slot-grid">
          <div
            ref={row}
            className="slot-list"
            role="grid"
            aria-label={t('stage.slots')}
            aria-describedby={keys}
            {...handlers}
          >
            <MotionScope>
              <Slots forecasts={forecasts} />
            </MotionScope>
          </div>
          <DecisionHand />
          {rolling && <PartitionDivider row={row} foreseen={rolls && t('partition.rolls', { pods: rolls })} />}
        </div>
      </div>
      {!isNarrow && <ReplicasStepper next={next} />}
      <p className="slot-keys" id={keys}>
        {t('slot.keys')}
      </p>
      {menu && <ObjectMenu key={`${menu.ordinal} ${menu.part}`} menu={menu} onClose={closeMenu} />}
    </div>
  );
  return (
    <>
      {count >= searchedFrom && <SlotTools onFind={goTo} />}
      {slotsInRow}
    </>
  );
}

/** Renders the slots from frame to frame; the row around them does not render again. */
function Slots({ forecasts }: { readonly forecasts: Forecasts | null }) {
  const stage = useLab((state) => state.stage);
  return (
    <Presence>
      {stage.slots.map((slot, index) => (
        <Slot
          key={slot.ordinal}
          slot={slot}
          index={index}
          forecast={forecasts?.get(slot.ordinal) ?? null}
          {...outlookOf(slot, stage)}
        />
      ))}
    </Presence>
  );
}

/** Returns the names of the Pods that would be replaced, in order; empty without a preview. */
function rollsOf(t: Translate, slots: readonly SlotModel[], forecasts: Forecasts | null): string {
  const replaced = slots.filter(({ ordinal }) => forecasts?.get(ordinal)?.does === 'update');
  return listText(t, replaced.map(({ podName }) => podName).reverse());
}

/** The controller's flag, above the slot of its last decision, or of the Pod that it waits for. */
function DecisionHand() {
  const { t } = useMessages();
  const lastDecision = useLab((state) => state.stage.lastDecision);
  const index = useLab(({ stage: { slots, lastDecision } }) =>
    lastDecision?.ordinal === undefined
      ? slots.findIndex(({ podName }) => podName === lastDecision?.waitingFor)
      : slotIndex(slots, lastDecision.ordinal),
  );
  const ordinal = useLab(({ stage }) => stage.slots[index]?.ordinal);
  const [stood, setStood] = useState(0);
  // Its last place, so that it does not move away between two decisions.
  if (index >= 0 && index !== stood) setStood(index);
  return (
    <div
      className="decision-hand"
      style={{ '--index': index < 0 ? stood : index } as CSSProperties}
      data-verb={lastDecision?.verb}
      data-ordinal={ordinal}
      aria-hidden="true"
      hidden={lastDecision === null || index < 0}
    >
      <span>{lastDecision !== null && decisionLabel(t, lastDecision)}</span>
    </div>
  );
}
