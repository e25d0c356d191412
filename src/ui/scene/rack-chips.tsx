import { memo, useMemo, useRef } from 'react';
import { type Fate, type Prediction, untouched } from '../../store/stage/prediction.ts';
import type { SlotModel } from '../../store/stage-model.ts';
import { useMessages } from '../kit/messages.tsx';
import { ChipFate, ChipPod } from './chip-pod.tsx';
import { willUpdate } from './rollout.ts';
import { slotSentence } from './slot-sentence.ts';
import { useOpenPod } from './use-open-pod.ts';
import { useRollout } from './use-rollout.ts';
import { useRoving } from './use-roving.ts';

interface RackChipsProps {
  readonly label: string;
  /** Id of what tells the keys. */
  readonly keys: string;
  readonly slots: readonly SlotModel[];
  /** What a change that is considered would do; null: none is. */
  readonly fates: Prediction | null;
  readonly chosen: number | null;
  readonly onChoose: (ordinal: number) => void;
}

/** The Pods of a rack as chips, by ordinal. */
export function RackChips({ label, keys, slots, fates, chosen, onChoose }: RackChipsProps) {
  const open = useOpenPod();
  const rollout = useRollout();
  const list = useRef<HTMLUListElement>(null);
  const uids = useMemo(() => slots.map(({ pod }) => pod!.uid), [slots]);
  const { entry, walk, props } = useRoving(list, uids);
  return (
    <ul
      ref={list}
      className="rack-chips"
      aria-label={label}
      aria-describedby={keys}
      {...props}
      onKeyDown={(event) => {
        if (walk(event) || event.key !== 'Enter') return;
        open(slots.find(({ pod }) => pod!.uid === entry)?.ordinal ?? null);
        event.preventDefault();
      }}
    >
      {slots.map((slot) => (
        <Chip
          key={slot.pod!.uid}
          slot={slot}
          next={fates === null && willUpdate(slot, rollout) ? rollout.updateIndex : null}
          {...(fates?.get(slot.ordinal) ?? untouched)}
          chosen={slot.ordinal === chosen}
          entry={slot.pod!.uid === entry}
          onChoose={onChoose}
        />
      ))}
    </ul>
  );
}

interface ChipProps extends Fate, Pick<RackChipsProps, 'onChoose'> {
  readonly slot: SlotModel;
  /** Colour index of the revision that it is still to get. */
  readonly next: number | null;
  readonly chosen: boolean;
  readonly entry: boolean;
}

const Chip = memo(function Chip({ slot, next, does, turn, after, chosen, entry, onChoose }: ChipProps) {
  const { t } = useMessages();
  const sentence = slotSentence(t, slot, { does, turn, after });
  const choose = (): void => onChoose(slot.ordinal);
  return (
    <li className="slot-chip" data-walk={slot.pod!.uid} data-fate={does}>
      <button
        tabIndex={entry ? 0 : -1}
        aria-pressed={chosen}
        aria-label={sentence}
        title={sentence}
        onFocus={choose}
        onClick={choose}
      >
        <ChipPod pod={slot.pod!} ordinal={slot.ordinal} next={next} />
      </button>
      <ChipFate does={does} turn={turn} />
    </li>
  );
});
