import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Translate } from '../../i18n/index.ts';
import type { PaletteEntry } from '../../store/actions/entry.ts';
import { Dialog, useCloseDialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icons.tsx';
import { Keys } from '../kit/keys.tsx';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages, useTranslator } from '../kit/messages.tsx';
import { recentCommands, rememberCommand } from './recent.ts';
import { allRows, choiceRows, foundRows, type Row } from './rows.ts';
import './palette.css';

/** The palette: finds every command of the lab by its name, in the current language or in English, and runs it. */
export default function Palette() {
  const { t } = useMessages();
  return (
    <Dialog title={t('dialog.palette')} className="palette">
      <Commands />
    </Dialog>
  );
}

/** Returns the texts in English; null until they are loaded, and if English is the current language. */
function useEnglish(): Translate | null {
  const translator = useTranslator();
  const { language } = useMessages();
  const [english, setEnglish] = useState<Translate | null>(null);
  useEffect(() => {
    if (language !== 'en')
      translator.inLanguage('en').then(
        (t) => setEnglish(() => t),
        () => {},
      );
  }, [translator, language]);
  return english;
}

/** Returns the rows for the state in which the palette was opened, so that they do not change under the pointer. */
function useRows(query: string, scope: PaletteEntry | null): readonly Row[] {
  const { t } = useMessages();
  const lab = useLabInstance();
  const ready = useLab((state) => state.ready);
  const english = useEnglish();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- as of its opening, and again when there is a cluster
  const state = useMemo(() => lab.store.getState(), [lab, ready]);
  const [recent] = useState(recentCommands);
  return useMemo(() => {
    if (scope !== null) return choiceRows(scope, query, state, { t, english });
    return query.trim() === '' ? allRows(t, state, recent) : foundRows(query, state, { t, english });
  }, [t, english, state, recent, query, scope]);
}

function Commands() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const close = useCloseDialog();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  /** The action whose argument is being chosen. */
  const [scope, setScope] = useState<Row | null>(null);
  const [active, setActive] = useState(0);
  const rows = useRows(query, scope?.entry ?? null);
  const current = Math.min(active, rows.length - 1);

  useEffect(() => {
    document.getElementById(`${list}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, current, rows]);

  function ask(text: string, within: Row | null = scope): void {
    setQuery(text);
    setScope(within);
    setActive(0);
    input.current?.focus();
  }

  function choose(row: Row | undefined): void {
    if (row === undefined || row.needs !== null) return;
    if (row.offer === undefined) return ask('', row);
    rememberCommand(row.offer.id);
    close();
    row.offer.perform(lab);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[key];
    if (steps !== undefined && rows.length > 0) {
      const to = current + steps;
      const wrapped = (to + rows.length) % rows.length;
      setActive(Math.abs(steps) === 1 ? wrapped : Math.min(Math.max(to, 0), rows.length - 1));
    } else if (key === 'Enter') choose(rows[current]);
    else if (scope !== null && (key === 'Escape' || (key === 'Backspace' && query === ''))) ask('', null);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="palette-ask">
        {scope !== null && (
          <button className="button small" aria-label={t('palette.back')} onClick={() => ask('', null)}>
            {scope.text}
            <Icon name="cross" />
          </button>
        )}
        <input
          ref={(element) => {
            input.current = element;
            // The dialog element reads the attribute, which React does not write.
            element?.setAttribute('autofocus', '');
          }}
          type="text"
          role="combobox"
          aria-label={t('palette.input')}
          aria-expanded={rows.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={rows.length > 0 ? `${list}-${current}` : undefined}
          placeholder={t('palette.placeholder')}
          value={query}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          enterKeyHint="go"
          onChange={({ currentTarget: { value } }) => ask(value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="palette-list" role="listbox" id={list} aria-label={t('dialog.palette')}>
        {byGroup(rows).map(({ group, first, members }) => {
          const options = members.map((row, i) => (
            <Option
              key={row.id}
              id={`${list}-${first + i}`}
              row={row}
              active={first + i === current}
              onChoose={() => choose(row)}
            />
          ));
          if (group === null) return options;
          const label = t(group === 'recent' ? 'palette.recent' : `palette.group.${group}`);
          return (
            <div key={group} role="group" aria-label={label}>
              <div className="palette-group" aria-hidden="true">
                {label}
              </div>
              {options}
            </div>
          );
        })}
      </div>
      {rows.length === 0 && <p className="palette-empty">{t('palette.empty')}</p>}
      <p className="visually-hidden" role="status">
        {query !== '' && t('palette.count', { count: rows.length })}
      </p>
    </>
  );
}

function byGroup(rows: readonly Row[]): { group: Row['group']; first: number; members: Row[] }[] {
  const groups: { group: Row['group']; first: number; members: Row[] }[] = [];
  rows.forEach((row, i) => {
    const last = groups.at(-1);
    if (last?.group === row.group) last.members.push(row);
    else groups.push({ group: row.group, first: i, members: [row] });
  });
  return groups;
}

interface OptionProps {
  readonly id: string;
  readonly row: Row;
  readonly active: boolean;
  readonly onChoose: () => void;
}

function Option({ id, row, active, onChoose }: OptionProps) {
  const { t } = useMessages();
  return (
    <div
      id={id}
      className="palette-option"
      role="option"
      aria-selected={active}
      aria-disabled={row.needs !== null}
      // The focus stays in the text field.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="palette-text">{row.text}</span>
      {row.shortcut !== undefined && <Keys shortcut={row.shortcut} space={t('shortcuts.space')} />}
      {row.needs !== null && <small>{t(`needs.${row.needs}`)}</small>}
      {row.kubectl !== undefined && <code>{row.kubectl}</code>}
    </div>
  );
}
