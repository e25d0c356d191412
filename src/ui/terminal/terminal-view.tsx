/** The terminal: what was done and said, and the line for the next command. Loaded after the first paint. */
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { CommandLine } from './command-line.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { LogView } from './log-view.tsx';
import { Terminal } from './terminal.ts';
import './terminal.css';

export function TerminalView() {
  const lab = useLabInstance();
  const { t } = useMessages();
  const [terminal] = useState(() => new Terminal(lab));
  const state = useSyncExternalStore(terminal.subscribe, terminal.state);
  const { entries, busy, shell, editing } = state;
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);

  useEffect(() => terminal.connect(), [terminal]);

  // Where editors with a terminal have it.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || event.code !== 'Backquote') return;
      event.preventDefault();
      scroll.current?.querySelector('textarea')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  // What is new is seen, unless one reads further up.
  useLayoutEffect(() => {
    if (atEnd.current) scroll.current?.scrollTo({ top: scroll.current.scrollHeight });
  }, [entries, busy]);

  const line = () => scroll.current?.querySelector('textarea');
  /** A key that keyboards on glass do not have. */
  const press = (key: string, ctrlKey = false) => {
    line()?.focus();
    line()?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
  };
  return (
    <>
      <div className="terminal-tools">
        {busy && (
          <button className="button small" onClick={() => terminal.interrupt('')}>
            {t('terminal.stop')}
          </button>
        )}
        <button className="button small" onClick={() => terminal.clear()} disabled={entries.length === 0}>
          {t('terminal.clear')}
        </button>
      </div>
      <div
        ref={scroll}
        className="terminal-scroll"
        tabIndex={-1}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollTop + clientHeight >= scrollHeight - 8;
        }}
        onClick={() => {
          if (String(document.getSelection() ?? '') === '') line()?.focus({ preventScroll: true });
        }}
      >
        <LogView entries={entries} />
        <CommandLine terminal={terminal} state={state} />
        <Waiting busy={busy} />
        {shell === 'failed' && (
          <p className="terminal-hint" role="alert">
            {t('terminal.failed')}
          </p>
        )}
      </div>
      {editing && <EditDialog key={editing.name} editing={editing} />}
      <div className="terminal-keys">
        <button onClick={() => press('Tab')}>Tab</button>
        <button aria-label={t('terminal.previous')} onClick={() => press('ArrowUp')}>
          ↑
        </button>
        <button aria-label={t('terminal.next')} onClick={() => press('ArrowDown')}>
          ↓
        </button>
        <button onClick={() => press('c', true)}>Ctrl-C</button>
      </div>
    </>
  );
}

/** A command that waits for the cluster while time stands still says nothing itself. */
function Waiting({ busy }: { busy: boolean }) {
  const { t } = useMessages();
  const playing = useLab((state) => state.playing);
  return busy && !playing ? <p className="terminal-hint">{t('terminal.paused')}</p> : null;
}
