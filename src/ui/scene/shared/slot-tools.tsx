import { type ReactNode, useState } from 'react';
import { ordinalOf, slotIndex } from '../../../view/stage/find-slot.ts';
import type { SlotModel } from '../../../view/stage-model.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { slotSentence } from '../../../view/words/slot-sentence.ts';
import { useOpenPod } from './use-open-pod.ts';
import './slot-tools.css';

interface SlotToolsProps {
  /** Called to move to a slot. */
  readonly onFind: (ordinal: number) => void;
  readonly children?: ReactNode;
}

/** Tools for many slots: how many are Ready, and a field to find one. */
export function SlotTools({ onFind, children }: SlotToolsProps) {
  return (
    <div className="slot-tools">
      <Finder onFind={onFind} />
      <Summary />
      {children}
    </div>
  );
}

function Summary() {
  const { t } = useMessages();
  const ready = useLab(({ stage }) => readyOf(stage.slots));
  const count = useLab(({ stage }) => stage.slots.length);
  return <p className="slot-tools-summary">{t('dots.summary', { ready, count })}</p>;
}

/** Accepts `17` and `web-17`. Entering the same again opens the Pod. */
function Finder({ onFind }: Pick<SlotToolsProps, 'onFind'>) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const open = useOpenPod();
  const [text, setText] = useState('');
  const [said, setSaid] = useState<{ readonly text: string; readonly found: boolean } | null>(null);

  function find(): void {
    const { slots, setName } = lab.store.getState().stage;
    const ordinal = ordinalOf(text, setName);
    const slot = slots[slotIndex(slots, ordinal)];
    if (slot === undefined) {
      const [first, last] = [slots[0]?.ordinal ?? 0, slots.at(-1)?.ordinal ?? 0];
      return setSaid({ text: t('dots.notFound', { text: text.trim(), first, last }), found: false });
    }
    onFind(slot.ordinal);
    if (said?.found === true) open(slot.ordinal);
    setSaid({ text: slotSentence(t, slot), found: true });
  }

  return (
    <form
      className="slot-finder"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <label>
        {t('dots.find')}
        <input
          type="text"
          value={text}
          placeholder="17"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          title={t('dots.findHint')}
          aria-invalid={said?.found === false}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
            setSaid(null);
          }}
        />
      </label>
      <span role="status" className={said?.found === false ? 'slot-finder-none' : 'visually-hidden'}>
        {said?.text}
      </span>
    </form>
  );
}

const counted = new WeakMap<readonly SlotModel[], number>();

/** Returns the number of Ready slots, computed once for each state. */
export function readyOf(slots: readonly SlotModel[]): number {
  let ready = counted.get(slots);
  if (ready === undefined) {
    ready = 0;
    for (const { pod } of slots) if (pod !== null && pod.ready && !pod.terminating) ready++;
    counted.set(slots, ready);
  }
  return ready;
}
