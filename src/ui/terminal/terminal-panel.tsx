import { useEffect, useRef, useState } from 'react';
import { whenSeenAndIdle } from '../editor/when-idle.ts';
import { later } from '../kit/later.tsx';
import { useMessages } from '../kit/messages.tsx';

const TerminalView = later(() => import('./terminal-view.tsx').then((module) => module.TerminalView));

/** The terminal's place: what is in it comes when it is seen and nothing is more urgent. */
export function TerminalPanel() {
  const { t } = useMessages();
  const place = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => whenSeenAndIdle(place.current!, () => setSeen(true)), []);
  return (
    <section ref={place} className="panel terminal" data-panel="terminal" aria-label={t('terminal.label')}>
      <h2 className="panel-heading">{t('terminal.label')}</h2>
      {seen && <TerminalView />}
    </section>
  );
}
