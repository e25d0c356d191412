import { useEffect, useRef } from 'react';
import { useMessages } from '../kit/messages.tsx';
import type { Offer } from './use-completion.ts';

interface CandidatesProps {
  readonly id: string;
  readonly offer: Offer;
  readonly onTake: (index: number) => void;
}

/** Shows the completions of the word. */
export function Candidates({ id, offer: { candidates, chosen }, onTake }: CandidatesProps) {
  const { t } = useMessages();
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    (list.current?.children[chosen] ?? list.current)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  return (
    <div className="terminal-candidates">
      <p className="visually-hidden" role="status">
        {t('terminal.candidates', { count: candidates.length })}
      </p>
      <ul ref={list} id={id} role="listbox" aria-label={t('terminal.completions')}>
        {candidates.map(({ label }, i) => (
          <li
            key={label}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === chosen}
            // The line keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              onTake(i);
            }}
          >
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}
