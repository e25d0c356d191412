import { useEffect, useRef, useState } from 'react';
import { decisionSentence } from '../kit/decision-text.ts';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';

/** Wall ms between two sentences: what a screen reader has time to say. */
const interval = 2000;

/** The controller's last decision as a sentence for screen readers; the stage shows it to everybody else. */
export function Narration() {
  const { t } = useMessages();
  const baton = useLab((state) => state.stage.baton);
  const sentence = baton === null ? '' : decisionSentence(t, baton);
  const [said, setSaid] = useState('');
  const saidAt = useRef(-interval);

  useEffect(() => {
    const wait = Math.max(0, saidAt.current + interval - performance.now());
    const timer = setTimeout(() => {
      saidAt.current = performance.now();
      setSaid(sentence);
    }, wait);
    return () => clearTimeout(timer);
  }, [sentence]);

  return (
    <p className="visually-hidden" role="status" aria-label={t('narration.label')}>
      {said}
    </p>
  );
}
