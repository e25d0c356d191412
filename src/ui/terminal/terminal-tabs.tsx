/** One tab for each terminal, if there are several: a watch continues in one while another is used. */
import { type KeyboardEvent, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { Icon } from '../kit/icons.tsx';
import { useMessages } from '../kit/messages.tsx';
import { maxTerminals, type NumberedTerminal, type Terminals, type TerminalsState } from './terminals.ts';

interface TerminalTabsProps {
  readonly terminals: Terminals;
  readonly state: TerminalsState;
  /** Id of the element that shows a terminal. */
  readonly panel: string;
  /** Called when the user wants to type in the terminal that `change` shows. */
  readonly onEnter: (change: () => void) => void;
}

export function TerminalTabs({ terminals, state: { all, shown }, panel, onEnter }: TerminalTabsProps) {
  const { t } = useMessages();
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const at = all.indexOf(shown);
    const last = all.length - 1;
    const to = { ArrowLeft: at === 0 ? last : at - 1, ArrowRight: at === last ? 0 : at + 1, Home: 0, End: last };
    const next = all[to[event.key as keyof typeof to]];
    if (event.key !== 'Delete' && next === undefined) return;
    event.preventDefault();
    flushSync(() => (next === undefined ? terminals.close(shown) : terminals.show(next)));
    // The selected tab gets the focus.
    list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  return (
    <div className="terminal-tabs">
      {all.length > 1 && (
        <div ref={list} role="tablist" aria-label={t('terminal.tabs')} onKeyDown={onKeyDown}>
          {all.map((numbered) => (
            <Tab
              key={numbered.number}
              numbered={numbered}
              shown={numbered === shown}
              panel={panel}
              onShow={(typing) => {
                if (typing) onEnter(() => terminals.show(numbered));
                else terminals.show(numbered);
              }}
            />
          ))}
        </div>
      )}
      <button
        className="button small"
        aria-label={t('terminal.new')}
        title={t('terminal.new')}
        disabled={all.length >= maxTerminals}
        onClick={() => onEnter(() => terminals.add())}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}

interface TabProps {
  readonly numbered: NumberedTerminal;
  readonly shown: boolean;
  readonly panel: string;
  readonly onShow: (typing: boolean) => void;
}

function Tab({ numbered: { number, terminal }, shown, panel, onShow }: TabProps) {
  const { t } = useMessages();
  const { entries, busy } = useSyncExternalStore(terminal.subscribe, terminal.state);
  /** The entries when the terminal was last visible. */
  const [seen, setSeen] = useState(entries);
  if (shown && seen !== entries) setSeen(entries);
  const unseen = !shown && seen !== entries;
  const running = busy ? (entries.findLast(({ from }) => from === 'terminal')?.text ?? '') : '';
  return (
    <button
      role="tab"
      aria-selected={shown}
      aria-controls={panel}
      aria-label={t('terminal.tab', { number, running: running || 'none', unseen: unseen ? 'yes' : 'no' })}
      tabIndex={shown ? 0 : -1}
      // A tap does not open the on-screen keyboard.
      onClick={({ nativeEvent }) => onShow((nativeEvent as PointerEvent).pointerType !== 'touch')}
    >
      {number}
      {running !== '' && <span className="terminal-tab-running">{running}</span>}
      {unseen && <span className="terminal-tab-unseen">•</span>}
    </button>
  );
}
