import { type ComponentType, useEffect, useRef, useState } from 'react';
import { whenSeenAndIdle } from '../editor/when-idle.ts';
import { useMessages } from '../kit/messages.tsx';

/** The terminal's place: what is in it comes when it is seen and nothing is more urgent. */
export function TerminalPanel() {
  const { t } = useMessages();
  const place = useRef<HTMLElement>(null);
  const [View, setView] = useState<ComponentType | null>(null);

  useEffect(
    () =>
      whenSeenAndIdle(place.current!, () => {
        // Without it everything else goes on working.
        void import('./terminal-view.tsx').then(({ TerminalView }) => setView(() => TerminalView)).catch(() => {});
      }),
    [],
  );

  return (
    <section ref={place} className="panel terminal" data-panel="terminal" aria-label={t('terminal.label')}>
      <h2 className="panel-heading">{t('terminal.label')}</h2>
      {View && <View />}
    </section>
  );
}
