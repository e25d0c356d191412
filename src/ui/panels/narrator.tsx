import { type ReactNode, useEffect, useState } from 'react';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages, useTranslator } from '../kit/messages.tsx';
import { type Heard, isAnswer, narrate } from '../../view/words/narrate.ts';

/** Wall ms: simultaneous changes are announced together, and a sentence is not cut off by the next. */
const gather = 400;
const [shortest, longest, perSign] = [2000, 6000, 50];

/** The last thing that was said. Loaded after the first paint: until somebody acts, there is nothing to say. */
export default function Narrator(): ReactNode {
  const { t } = useMessages();
  const translator = useTranslator();
  const lab = useLabInstance();
  /** Numbered: what is said twice is to be read out twice. */
  const [said, setSaid] = useState({ count: 0, text: '' });

  // The texts of traps are not among those of the first paint.
  useEffect(() => void translator.more().catch(() => undefined), [translator]);

  useEffect(() => {
    let heard: Heard = lab.store.getState();
    let quietUntil = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** The timer is that of an answer. */
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
      // A trap may come by time alone: nothing changes, and that is it.
      const later = Math.floor(state.now / 1000) !== Math.floor(heard.now / 1000);
      if (!later && state.stage === heard.stage && state.past === heard.past && state.commands === heard.commands)
        return;
      // The answer to an action is waited for; the rest can wait until the sentence before is over.
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
