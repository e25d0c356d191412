/** Where commands are typed: history, search, completion, and the keys of a shell. */
import { type ClipboardEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useAct } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Candidates } from './candidates.tsx';
import { editLine } from './line-editing.ts';
import { PlanLine, plannedCommand } from './plan-line.tsx';
import type { Terminal, TerminalState } from './terminal.ts';
import { useCompletion } from './use-completion.ts';
import { useLine, useTyped } from './use-line.ts';

interface CommandLineProps {
  readonly terminal: Terminal;
  readonly state: TerminalState;
}

interface Search {
  readonly query: string;
  /** So many newer lines that match are passed over. */
  readonly skip: number;
}

export function CommandLine({ terminal, state: { prompt, busy } }: CommandLineProps) {
  const { t } = useMessages();
  const act = useAct();
  const { area, text, setText, change } = useLine(terminal);
  const { offer, close, move, take, complete } = useCompletion(terminal, area, change);
  const [search, setSearch] = useState<Search | null>(null);
  /** Escape was the last key: Tab leaves the terminal. */
  const leaving = useRef(false);
  const list = useId();
  const hint = useId();
  const found = search === null ? undefined : terminal.history.find(search.query, search.skip);

  function replace(line: string): void {
    change({ text: line, caret: line.length });
  }
  useTyped(area, replace);

  function submit(line: string): void {
    terminal.enter(line);
    setSearch(null);
    close();
    replace('');
  }

  function endSearch(line: string | undefined): void {
    setSearch(null);
    replace(line ?? '');
  }

  /** Keys while the history is searched. True when that was all. */
  function onSearchKey(event: KeyboardEvent): boolean {
    if (search === null) return false;
    if (event.ctrlKey && event.key === 'r') {
      if (terminal.history.find(search.query, search.skip + 1) !== undefined)
        setSearch({ ...search, skip: search.skip + 1 });
    } else if (event.key === 'Enter') submit(found ?? '');
    else if (event.key === 'Escape' || (event.ctrlKey && /^[gc]$/.test(event.key))) endSearch('');
    else if (/^(Tab|ArrowRight|ArrowLeft|End|Home)$/.test(event.key)) endSearch(found);
    else return false;
    return true;
  }

  /** Keys while candidates are offered. */
  function onOfferKey({ key, shiftKey }: KeyboardEvent): boolean {
    if (offer === null) return false;
    if (key === 'ArrowDown' || (key === 'Tab' && !shiftKey)) move(1);
    else if (key === 'ArrowUp' || key === 'Tab') move(-1);
    else if (key === 'Escape') close();
    else if (key === 'Enter' && offer.chosen >= 0) take(offer.chosen);
    else return false;
    return true;
  }

  function onControlKey(key: string): boolean {
    const { value, selectionStart } = area.current!;
    const edited = editLine(key, { text: value, caret: selectionStart });
    const planned = key === 'enter' ? plannedCommand(value) : null;
    if (edited !== undefined) change(edited);
    else if (planned !== null) act('plan', { command: planned });
    else if (key === 'r') {
      setSearch({ query: '', skip: 0 });
      setText('');
    } else if (key === 'l') terminal.clear();
    else if (key === 'd' && value === '') terminal.leave();
    else if (key === 'c' && !hasSelection(area.current!)) {
      terminal.interrupt(value);
      replace('');
    } else return false;
    close();
    return true;
  }

  function onOtherKey({ key, shiftKey }: KeyboardEvent): boolean {
    const { value, selectionStart } = area.current!;
    if (key === 'Enter') submit(value);
    else if (key === 'Tab' && !shiftKey && !leaving.current && value.slice(0, selectionStart).trim() !== '')
      void complete().catch(() => {});
    else if ((key === 'ArrowUp' || key === 'ArrowDown') && !value.includes('\n')) {
      const line = terminal.history.move(key === 'ArrowUp' ? -1 : 1, value);
      if (line !== undefined) replace(line);
    } else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    // An input method is composing: it handles the keys.
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    const { key, ctrlKey } = event;
    const mine =
      onSearchKey(event) || onOfferKey(event) || (ctrlKey ? onControlKey(key.toLowerCase()) : onOtherKey(event));
    if (key !== 'Tab' && key !== 'Shift') leaving.current = key === 'Escape' && !mine;
    if (mine) event.preventDefault();
  }

  /** Each pasted line is a command; the text after the last line break stays in the input. */
  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n');
    if (search !== null || !pasted.includes('\n')) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = area.current!;
    const whole = value.slice(0, selectionStart) + pasted + value.slice(selectionEnd);
    submit(whole);
  }

  const label = search === null ? prompt : t('terminal.search');
  return (
    <div className="terminal-line" data-busy={busy && search === null}>
      <span className="terminal-prompt" aria-hidden="true">
        {label}
      </span>
      <textarea
        ref={area}
        className="terminal-input"
        aria-label={search === null ? t('terminal.input') : t('terminal.search')}
        aria-autocomplete="list"
        aria-describedby={hint}
        aria-controls={offer ? list : undefined}
        aria-activedescendant={offer && offer.chosen >= 0 ? `${list}-${offer.chosen}` : undefined}
        placeholder={busy ? t('terminal.running') : undefined}
        rows={1}
        value={search?.query ?? text}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        enterKeyHint="send"
        onFocus={() => void terminal.open().catch(() => {})}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={close}
        onChange={({ currentTarget: { value }, nativeEvent }) => {
          close();
          // On-screen keyboards may report Enter in no other way.
          if ((nativeEvent as InputEvent).inputType === 'insertLineBreak') submit(found ?? value.replace('\n', ''));
          else if (search === null) setText(value);
          else setSearch({ query: value, skip: 0 });
        }}
      />
      {search === null && !busy && <PlanLine line={text} />}
      <span className="visually-hidden" id={hint}>
        {t('terminal.keysHint')}
      </span>
      {search !== null && <samp className="terminal-found">{found ?? ''}</samp>}
      {offer && <Candidates id={list} offer={offer} onTake={take} />}
    </div>
  );
}

/** Returns true if text is selected in the line or elsewhere on the page: then Ctrl-C copies it. */
function hasSelection(area: HTMLTextAreaElement): boolean {
  return area.selectionStart !== area.selectionEnd || String(document.getSelection() ?? '') !== '';
}
