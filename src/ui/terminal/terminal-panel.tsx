import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { whenSeenAndIdle } from '../kit/browser/when-idle.ts';
import { Icon } from '../kit/icons.tsx';
import { focusWhenThere } from '../kit/browser/focus-when-there.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { later } from '../kit/later.tsx';
import { useMessages } from '../kit/messages.tsx';

const TerminalView = later(() => import('./terminal-view.tsx').then((module) => module.TerminalView), {
  moreTexts: true,
});

/** The terminal's panel: its content is loaded when it is visible and the browser is idle. */
export function TerminalPanel() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const place = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => whenSeenAndIdle(place.current!, () => setSeen(true)), []);
  return (
    <section ref={place} className="panel terminal" data-panel="terminal" aria-label={t('terminal.label')}>
      <h2 className="panel-heading">{t('terminal.label')}</h2>
      <button
        className="fold terminal-fold"
        aria-expanded
        aria-label={t('terminal.fold')}
        title={t('terminal.fold')}
        onClick={() => {
          flushSync(() => lab.act('fold', { part: 'terminal' }));
          document.querySelector<HTMLElement>('.terminal-unfold')?.focus();
        }}
      >
        <Icon name="down" />
      </button>
      {seen && <TerminalView />}
    </section>
  );
}

/** The terminal folded to a bar, with the last command, also that of a button. */
export function TerminalBar() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const command = useLab(({ commands }) => commands.at(-1)?.command);

  function unfold(): void {
    lab.act('unfold', { part: 'terminal' });
    focusWhenThere('.terminal-input');
  }

  // The key that focuses the terminal's input.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || event.code !== 'Backquote') return;
      event.preventDefault();
      lab.act('unfold', { part: 'terminal' });
      focusWhenThere('.terminal-input');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [lab]);

  return (
    <div className="terminal-bar">
      <button
        className="button small terminal-unfold"
        aria-expanded={false}
        title={t('terminal.unfold')}
        onClick={unfold}
      >
        <Icon name="up" />
        {t('terminal.label')}
      </button>
      {command !== undefined && <code>{`$ ${command}`}</code>}
    </div>
  );
}
