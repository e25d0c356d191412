/** The terminal: commands with their output, and the input line. Loaded after the first paint. */
import { type RefObject, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { Icon } from '../kit/icons.tsx';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { CommandLine } from './command-line.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { LogView } from './log-view.tsx';
import { TerminalTabs } from './terminal-tabs.tsx';
import { Terminals } from './terminals.ts';
import { useEnd } from '../kit/use-end.ts';
import './terminal.css';

export function TerminalView() {
  const lab = useLabInstance();
  const { t } = useMessages();
  const [terminals] = useState(() => new Terminals(lab));
  const open = useSyncExternalStore(terminals.subscribe, terminals.state);
  const { terminal, number } = open.shown;
  const state = useSyncExternalStore(terminal.subscribe, terminal.state);
  const { entries, busy, shell, editing } = state;
  const scroll = useRef<HTMLDivElement>(null);

  const panel = useId();

  useEffect(() => terminals.connect(), [terminals]);

  // The same shortcut as in other editors.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || event.code !== 'Backquote') return;
      event.preventDefault();
      focusLine(scroll, () => event.shiftKey && terminals.add());
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [terminals]);

  const { onScroll } = useEnd(scroll, terminal);

  const line = () => scroll.current?.querySelector('textarea');
  /** For keys that on-screen keyboards do not have. */
  const press = (key: string, ctrlKey = false) => {
    line()?.focus();
    line()?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
  };
  return (
    <>
      <div className="terminal-tools">
        <TerminalTabs
          terminals={terminals}
          state={open}
          panel={panel}
          onEnter={(change) => focusLine(scroll, change)}
        />
        {busy && (
          <button className="button small" onClick={() => terminal.interrupt('')}>
            {t('terminal.stop')}
          </button>
        )}
        <button className="button small" onClick={() => terminal.clear()} disabled={entries.length === 0}>
          {t('terminal.clear')}
        </button>
        {open.all.length > 1 && (
          <button
            className="button small"
            aria-label={t('terminal.close', { number })}
            title={t('terminal.close', { number })}
            onClick={() => focusLine(scroll, () => terminals.close(open.shown))}
          >
            <Icon name="cross" />
          </button>
        )}
      </div>
      <div
        ref={scroll}
        id={panel}
        className="terminal-scroll"
        {...(open.all.length > 1 && { role: 'tabpanel', 'aria-label': t('terminal.panel', { number }) })}
        tabIndex={-1}
        onScroll={onScroll}
        onClick={() => {
          if (String(document.getSelection() ?? '') === '') line()?.focus({ preventScroll: true });
        }}
      >
        <div>
          <LogView key={number} entries={entries} />
          <CommandLine key={`line-${number}`} terminal={terminal} state={state} />
          <Waiting busy={busy} />
          {shell === 'failed' && (
            <p className="terminal-hint" role="alert">
              {t('terminal.failed')}
            </p>
          )}
        </div>
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
        <button onClick={() => press('d', true)}>Ctrl-D</button>
        <button onClick={() => press('r', true)}>Ctrl-R</button>
      </div>
    </>
  );
}

/** Focuses the input of the terminal that `change` shows, so that the next key is typed there. */
function focusLine(scroll: RefObject<HTMLElement | null>, change: () => void): void {
  flushSync(change);
  scroll.current?.querySelector('textarea')?.focus({ preventScroll: true });
}

/** Explains that a command waits for the cluster while time is paused. */
function Waiting({ busy }: { busy: boolean }) {
  const { t } = useMessages();
  const playing = useLab((state) => state.playing);
  return busy && !playing ? <p className="terminal-hint">{t('terminal.paused')}</p> : null;
}
