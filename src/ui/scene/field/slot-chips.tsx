import { type CSSProperties, type KeyboardEvent, memo, useMemo, useRef } from 'react';
import { ordinalFrom, slotIndex } from '../../../view/stage/find-slot.ts';
import type { SlotModel } from '../../../view/stage-model.ts';
import { type Forecast, type Forecasts, untouched } from '../../../view/rollout/forecasts.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { ChipForecast, ChipPod } from '../shared/pod-chip.tsx';
import { ForecastLine, forecastsSentence } from './forecast-line.tsx';
import { type FieldLayout, stepOf } from '../shared/grid-geometry.ts';
import { FocusWords, ControllerFocus } from './controller-focus.tsx';
import { GridPartition } from './grid-partition.tsx';
import { isOutdated, type Rollout } from '../../../view/rollout/rollout.ts';
import { PartitionNumber } from '../shared/partition-number.tsx';
import { podHooks } from '../shared/pod-attributes.ts';
import { SlotCallout } from '../shared/slot-callout.tsx';
import { slotSentence } from '../../../view/words/slot-sentence.ts';
import { SlotTools } from '../shared/slot-tools.tsx';
import { useChosen } from '../shared/use-chosen.ts';
import { useForecasts, useRollout } from '../shared/use-rollout.ts';
import { useSize } from '../shared/use-size.ts';
import './slot-chips.css';

/** Size of a chip with its gap, in rem: room for an ordinal, a mark and a revision. */
const [least, height] = [3.75, 2.375];

/** Rows have multiples of five cells, so that ordinals can be counted. */
function layoutOf(count: number, width: number, rem: number): FieldLayout {
  const fitting = Math.max(Math.floor(width / (least * rem)), 1);
  const columns = fitting < 5 ? fitting : fitting - (fitting % 5);
  return { count, columns, rows: Math.ceil(count / columns), width: width / columns, height: height * rem };
}

/** Slots that are too many for tiles: each is the smallest possible element. */
export function SlotChips() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const count = useLab(({ stage }) => stage.slots.length);
  const setName = useLab(({ stage }) => stage.setName);
  const rollout = useRollout();
  const forecasts = useForecasts();
  const { chosen, choose } = useChosen();
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const width = useSize(box)?.width ?? 600;
  const rem = useMemo(() => parseFloat(getComputedStyle(document.documentElement).fontSize), []);
  const layout = useMemo(() => layoutOf(count, width, rem), [count, width, rem]);

  function goTo(ordinal: number | null): void {
    choose(ordinal);
    const chip = list.current?.querySelector<HTMLElement>(`[data-slot="${ordinal}"] > button`);
    chip?.focus();
    chip?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const chip = (event.target as HTMLElement).closest<HTMLElement>('[data-slot]');
    const step = stepOf(event.key, layout);
    if (chip === null || step === undefined) return;
    event.preventDefault();
    goTo(ordinalFrom(lab.store.getState().stage.slots, Number(chip.dataset.slot), step));
  }

  return (
    <div className="chips">
      <SlotTools onFind={goTo}>
        <PartitionNumber />
        <FocusWords />
      </SlotTools>
      <div className="callout-place">
        <SlotCallout ordinal={chosen} />
        {forecasts !== null && <ForecastLine forecasts={forecasts} glyphs={false} />}
      </div>
      <div ref={box} className="chips-box">
        <ul
          ref={list}
          className="chips-list"
          aria-label={t('stage.slots')}
          style={{ '--columns': layout.columns } as CSSProperties}
          onKeyDown={onKeyDown}
        >
          <Chips {...{ rollout, forecasts, chosen }} onChoose={choose} />
        </ul>
        <ControllerFocus layout={layout} />
        {rollout.rolling && <GridPartition layout={layout} foreseen={forecastsSentence(t, forecasts, setName)} />}
      </div>
    </div>
  );
}

interface ChipsProps {
  readonly rollout: Rollout;
  readonly forecasts: Forecasts | null;
  readonly chosen: number | null;
  readonly onChoose: (ordinal: number) => void;
}

/** Renders the slots from frame to frame; the elements around them do not render again. */
function Chips({ rollout, forecasts, chosen, onChoose }: ChipsProps) {
  const slots = useLab(({ stage }) => stage.slots);
  /** The Tab stop. */
  const entry = slots[Math.max(slotIndex(slots, chosen), 0)]?.ordinal;
  return slots.map((slot) => (
    <Chip
      key={slot.ordinal}
      slot={slot}
      next={forecasts === null && isOutdated(slot, rollout) ? rollout.updateIndex : null}
      {...(forecasts?.get(slot.ordinal) ?? untouched)}
      chosen={slot.ordinal === chosen}
      entry={slot.ordinal === entry}
      onChoose={onChoose}
    />
  ));
}

/** The forecast comes as values, not as an object: it is computed again in each frame. */
interface ChipProps extends Forecast {
  readonly slot: SlotModel;
  /** Colour index of the revision that its Pod will be updated to. */
  readonly next: number | null;
  readonly chosen: boolean;
  readonly entry: boolean;
  readonly onChoose: (ordinal: number) => void;
}

const Chip = memo(function Chip({ slot, next, does, turn, after, chosen, entry, onChoose }: ChipProps) {
  const { t } = useMessages();
  const { ordinal, pod, claims } = slot;
  const sentence = slotSentence(t, slot, { does, turn, after });
  return (
    <li className="slot-chip" data-slot={ordinal} data-desired={slot.desired} data-forecast={does}>
      <button
        tabIndex={entry ? 0 : -1}
        aria-pressed={chosen}
        aria-label={sentence}
        title={sentence}
        onClick={() => onChoose(ordinal)}
      >
        {pod === null ? (
          <span className="chip-ghost">{ordinal}</span>
        ) : (
          <ChipPod pod={pod} label={String(ordinal)} hooks={podHooks(pod)} next={next} />
        )}
        <span className="chip-claims">
          {claims.map((claim) => (
            <i key={claim.uid} data-pvc={claim.name} data-phase={claim.phase} data-in-use={claim.inUse} />
          ))}
        </span>
      </button>
      <ChipForecast does={does} turn={turn} />
    </li>
  );
});
