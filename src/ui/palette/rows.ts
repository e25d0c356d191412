/** Rows of the command list for a query. Pure: the same state and words give the same rows. */
import type { MessageId, MessageValues, Translate } from '../../i18n/index.ts';
import type { Group, Need } from '../../store/actions/action.ts';
import type { Offer, PaletteEntry, Words } from '../../store/actions/entry.ts';
import { palette } from '../../store/actions/palette.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { score, wordsOf } from './search.ts';

export interface Row {
  readonly id: string;
  readonly text: string;
  /** Its heading; null if rows are sorted by how well they match. */
  readonly group: Group | 'recent' | null;
  readonly shortcut?: string;
  readonly kubectl?: string;
  /** Unmet precondition. */
  readonly needs: Need | null;
  /** The action; absent if its argument must be chosen first, from `entry`. */
  readonly offer?: Offer;
  readonly entry: PaletteEntry;
}

export interface Languages {
  readonly t: Translate;
  /** The texts in English, which are also searched; null while they are loading. */
  readonly english: Translate | null;
}

/** The most rows of a search. */
const most = 40;
/** Placeholder in a label for an argument that is not chosen yet. */
const toChoose = '…';

function textOf(t: Translate, label: string, words: Words): string {
  const values: Record<string, string | number> = {};
  for (const [name, word] of Object.entries(words)) {
    if (typeof word !== 'object') values[name] = word;
    else values[name] = 'clock' in word ? clockText(word.clock) : t(word.message as MessageId);
  }
  return t(label as MessageId, values as MessageValues);
}

function rowOf(t: Translate, state: LabState, entry: PaletteEntry, offer: Offer, group: Row['group']): Row {
  return {
    id: offer.id,
    text: textOf(t, offer.label, offer.words),
    group,
    ...(entry.shortcut !== undefined && { shortcut: entry.shortcut }),
    ...(offer.kubectl !== undefined && { kubectl: offer.kubectl }),
    needs: entry.needs(state),
    offer,
    entry,
  };
}

/** Returns the entries, without those that the cluster of the page can never do. */
const offeredIn = (state: LabState): readonly PaletteEntry[] =>
  palette.filter((entry) => entry.needs(state) !== 'simulation');

function openWords(state: LabState, entry: PaletteEntry): Words {
  const { given, open } = entry.opening(state);
  return { ...given, ...Object.fromEntries(open.map((name) => [name, toChoose])) };
}

/** Returns the row of an entry without an argument, or with its only possible one. */
function heading(t: Translate, state: LabState, entry: PaletteEntry, group: Row['group']): Row {
  const [only, ...others] = entry.offers(state);
  if (only !== undefined && others.length === 0 && entry.read === undefined) return rowOf(t, state, entry, only, group);
  return {
    id: entry.id,
    text: textOf(t, entry.label, openWords(state, entry)),
    group,
    ...(entry.shortcut !== undefined && { shortcut: entry.shortcut }),
    needs: entry.needs(state),
    entry,
  };
}

/**
 * Returns all entries, the recent ones that are still possible first.
 * @param recent Ids, newest first.
 */
export function allRows(t: Translate, state: LabState, recent: readonly string[]): readonly Row[] {
  const recently = recent.flatMap((id) => {
    const entry = palette.find((known) => id === known.id || id.startsWith(`${known.id} `));
    const word = wordIn(id.slice((entry?.id.length ?? 0) + 1));
    const offer = entry?.offers(state).find((one) => one.id === id) ?? entry?.read?.(word, state);
    if (entry === undefined || offer?.id !== id || entry.needs(state) !== null) return [];
    return [rowOf(t, state, entry, offer, 'recent')];
  });
  return [...recently, ...offeredIn(state).map((entry) => heading(t, state, entry, entry.group))];
}

/** Returns the first value of an argument that was saved as JSON; empty if it is invalid. */
function wordIn(argument: string): string {
  try {
    return String(Object.values(JSON.parse(argument) as object)[0]);
  } catch {
    return '';
  }
}

interface Found {
  readonly row: Row;
  readonly score: number;
}

function find(row: Row, words: readonly string[], state: LabState, { t, english }: Languages): Found {
  const { offer, entry } = row;
  const said = (translate: Translate) => textOf(translate, entry.label, offer?.words ?? openWords(state, entry));
  const group = `palette.group.${entry.group}` as const;
  const texts = [row.text, english === null ? '' : said(english), row.kubectl ?? '', t(group), english?.(group) ?? ''];
  // Impossible actions come last; choices come after the entry that opens them.
  const weight = (row.needs === null ? 1 : 0.5) * (offer === undefined ? 1.01 : 1);
  return { row, score: score(words, texts) * weight };
}

const inOrder = (found: readonly Found[]): readonly Row[] =>
  found
    .filter(({ score: fits }) => fits > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ row }) => row);

/** Returns the matches of a query: each action, with all of its arguments. */
export function foundRows(query: string, state: LabState, languages: Languages): readonly Row[] {
  const { t } = languages;
  const words = wordsOf(query);
  const last = words.at(-1) ?? '';
  return inOrder(
    offeredIn(state).flatMap((entry) => {
      const first = heading(t, state, entry, null);
      const rows = new Map([[first.id, find(first, words, state, languages)]]);
      // An action that is not possible now has no choices to list.
      if (first.needs !== null || first.offer !== undefined) return [...rows.values()];
      for (const offer of entry.offers(state))
        rows.set(offer.id, find(rowOf(t, state, entry, offer, null), words, state, languages));
      const read = entry.read?.(last, state);
      if (read !== undefined && words.length > 1) {
        const row = rowOf(t, state, entry, read, null);
        const { score: fits } = find(row, words, state, languages);
        // An exact match comes first.
        rows.set(row.id, { row, score: fits * 1.1 });
      }
      return [...rows.values()];
    }),
  );
}

/** Returns the arguments of an action that match a query; valid typed values count, too. */
export function choiceRows(entry: PaletteEntry, query: string, state: LabState, languages: Languages): readonly Row[] {
  const { t } = languages;
  const row = (offer: Offer) => rowOf(t, state, entry, offer, null);
  if (query.trim() === '') return entry.offers(state).map(row);
  const read = entry.read?.(query.trim(), state);
  const rows = inOrder(entry.offers(state).map((offer) => find(row(offer), wordsOf(query), state, languages)));
  return read === undefined ? rows : [row(read), ...rows.filter(({ id }) => id !== read.id)];
}
