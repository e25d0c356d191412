import { type CSSProperties, type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import { slotIndex } from '../../store/stage/find-slot.ts';
import type { SlotModel } from '../../store/stage-model.ts';
import { decisionLabel } from '../kit/decision-text.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import type { FieldLayout } from './field-geometry.ts';
import { GridPartition } from './grid-partition.tsx';
import { Sign, toneOf } from './mark.tsx';
import { revisionMark } from './revision.tsx';
import { isRolling, updateIndexOf, updateRevisionOf, willUpdate } from './rollout.ts';
import { PartitionNumber } from './partition-number.tsx';
import { SlotCallout } from './slot-callout.tsx';
import { slotSentence } from './slot-sentence.ts';
import { SlotTools } from './slot-tools.tsx';
import { useSize } from './use-size.ts';
import './slot-chips.css';

/** Of a chip with the gap beside it, in rem: what an ordinal, a mark and a revision need. */
const [least, height] = [3.75, 2.375];

/** Rows of fives: where an ordinal is can be counted. */
function layoutOf(count: number, width: number, rem: number): FieldLayout {
  const fitting = Math.max(Math.floor(width / (least * rem)), 1);
  const columns = fitting < 5 ? fitting : fitting - (fitting % 5);
  return { count, columns, rows: Math.ceil(count / columns), width: width / columns, height: height * rem };
}

/** Too many for tiles: each slot as small as it can be and still be an element that says what it is. */
export function SlotChips() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const slots = useLab(({ stage }) => stage.slots);
  const start = useLab(({ stage }) => stage.startOrdinal);
  const partition = useLab(({ stage }) => stage.partition);
  const rolling = useLab(isRolling);
  const updateRevision = useLab(updateRevisionOf);
  const updateIndex = useLab(updateIndexOf);
  const baton = useLab(({ stage }) => stage.baton);
  const [preview, setPreview] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const width = useSize(box)?.width ?? 600;
  const rem = useMemo(() => parseFloat(getComputedStyle(document.documentElement).fontSize), []);
  const layout = useMemo(() => layoutOf(slots.length, width, rem), [slots.length, width, rem]);
  const shown = preview ?? partition;
  const rollout = { rolling, start, partition: shown, updateRevision, updateIndex };
  /** The one that Tab leads to. */
  const entry = slots[Math.max(slotIndex(slots, chosen), 0)]?.ordinal;

  function choose(ordinal: number | undefined): void {
    if (ordinal === undefined) return;
    setChosen(ordinal);
    const chip = list.current?.querySelector<HTMLElement>(`[data-slot="${ordinal}"] > button`);
    chip?.focus();
    chip?.scrollIntoView({ block: 'nearest' });
  }

  function open(ordinal: number): void {
    const { namespace } = lab.state().stage;
    const pod = slots[slotIndex(slots, ordinal)]?.pod;
    if (pod) lab.set({ inspected: { resource: 'pods', name: pod.name, namespace } });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = slotIndex(
      slots,
      Number((event.target as HTMLElement).closest<HTMLElement>('[data-slot]')?.dataset.slot),
    );
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: layout.columns,
      ArrowUp: -layout.columns,
      Home: -slots.length,
      End: slots.length,
    };
    const step = steps[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    choose(slots[Math.min(Math.max(at + step, 0), slots.length - 1)]?.ordinal);
  }

  return (
    <div className="chips">
      <SlotTools
        onFind={(ordinal, again) => {
          choose(ordinal);
          if (again) open(ordinal);
        }}
      >
        <PartitionNumber />
      </SlotTools>
      <SlotCallout ordinal={chosen} />
      <div ref={box} className="chips-box">
        <ul
          ref={list}
          className="chips-list"
          aria-label={t('stage.slots')}
          style={{ '--columns': layout.columns } as CSSProperties}
          onKeyDown={onKeyDown}
        >
          {slots.map((slot) => (
            <Chip
              key={slot.ordinal}
              slot={slot}
              next={willUpdate(slot, rollout) ? updateIndex : null}
              baton={baton?.ordinal === slot.ordinal ? `${baton.verb} ${decisionLabel(t, baton)}` : null}
              chosen={slot.ordinal === chosen}
              entry={slot.ordinal === entry}
              onChoose={setChosen}
            />
          ))}
        </ul>
        {rolling && <GridPartition layout={layout} value={shown} onPreview={setPreview} />}
      </div>
    </div>
  );
}

interface ChipProps {
  readonly slot: SlotModel;
  /** Colour index of the revision that its Pod is still to get. */
  readonly next: number | null;
  /** Verb and words of the controller's last decision, when it is about this slot. */
  readonly baton: string | null;
  readonly chosen: boolean;
  readonly entry: boolean;
  readonly onChoose: (ordinal: number) => void;
}

const Chip = memo(function Chip({ slot, next, baton, chosen, entry, onChoose }: ChipProps) {
  const { t } = useMessages();
  const { ordinal, pod, claims } = slot;
  const verb = baton?.split(' ', 1)[0];
  return (
    <li className="chip" data-slot={ordinal} data-desired={slot.desired} data-baton={verb}>
      <button
        tabIndex={entry ? 0 : -1}
        aria-pressed={chosen}
        aria-label={slotSentence(t, slot)}
        title={slotSentence(t, slot)}
        onClick={() => onChoose(ordinal)}
      >
        {pod === null ? (
          <span className="chip-ghost">{ordinal}</span>
        ) : (
          <span
            key={pod.uid}
            className="chip-pod"
            data-tone={toneOf(pod)}
            data-pod={pod.name}
            data-phase={pod.phase}
            data-status={pod.status}
            data-ready={pod.ready}
            data-revision={pod.revision}
            data-terminating={pod.terminating}
            {...revisionMark(pod.revisionIndex)}
          >
            <b>{ordinal}</b>
            <Sign tone={toneOf(pod)} />
          </span>
        )}
        {next !== null && <i className="chip-next" {...revisionMark(next)} />}
        <span className="chip-claims">
          {claims.map((claim) => (
            <i key={claim.uid} data-pvc={claim.name} data-phase={claim.phase} data-in-use={claim.inUse} />
          ))}
        </span>
      </button>
      {baton !== null && <span className="chip-baton">{baton.slice(verb!.length + 1)}</span>}
    </li>
  );
});
