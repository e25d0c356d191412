import { type ReactNode, useEffect, useState } from 'react';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type NarratedState, isAnswer, narrate } from '../../view/words/narrate.ts';

/** Wall ms: simultaneous changes are announced together, and no announcement interrupts another. */
const gather = 400;
const [shortest, longest, perSign] = [2000, 6000, 50];

/** The last announcement. Loaded after the first paint: until the first action, there is nothing to announce. */
export default function Narrator(): ReactNode {
  const { t } = useMessages();
  const lab = useLabInstance();
  /** Numbered, so that an equal text is read out again. */
  const [said, setSaid] = useState({ count: 0, text: '' });

  useEffect(() => {
    let heard: NarratedState = lab.store.getState();
    let quietUntil = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** True if the timer is that of an answer. */
    let hurried = false;
    function speak(): void {
      timer = undefined;
      hurried = false;
      const now = lab.store.getState();
      const text = narrate(t, heard, now);
      heard = now;
      if (text === '') return;
      quietUntil = performance.now() + Math.min(Math.max(text.length * perSign, shortest), longest);
      setSaid(({ count }) => ({ count: count + 1, text }));
    }
    const unsubscribe = lab.store.subscribe((state) => {
      // A trap may appear just because time passes.
      const later = Math.floor(state.now / 1000) !== Math.floor(heard.now / 1000);
      if (!later && state.stage === heard.stage && state.past === heard.past && state.commands === heard.commands)
        return;
      // The answer to an action comes soon; other announcements wait for the end of the one before.
      const answer = isAnswer(heard, state);
      if (answer && !hurried) clearTimeout(timer);
      if (timer !== undefined && (!answer || hurried)) return;
      hurried = answer;
      timer = setTimeout(speak, answer ? gather : Math.max(gather, quietUntil - performance.now()));
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [lab, t]);

  return <p key={said.count}>{said.text}</p>;
}
