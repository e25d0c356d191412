/** Reads the options of a figure from its address. */
import type { Wrong } from './kinds.ts';
import { type OptionName, optionNames } from './names.ts';
import { type Options, optionTable } from './table.ts';

/** An invalid value; the option has its default instead. */
export interface Problem extends Wrong {
  readonly option: OptionName;
  /** The beginning of the value. */
  readonly value: string;
}

export interface ReadOptions {
  readonly options: Options;
  readonly problems: readonly Problem[];
  /** The options in the address that have valid values. */
  readonly named: readonly OptionName[];
  /** The fragment that holds a session; null if there is none. */
  readonly link: string | null;
}

const isLink = (fragment: string): boolean => /^#v\d+\./.test(fragment);

/**
 * @param address The query may hold options. The fragment may hold options in the same form, because it is not sent to
 * servers, or else the session of a link. Other names are ignored.
 */
export function readOptions({ search, hash }: { readonly search: string; readonly hash: string }): ReadOptions {
  const link = isLink(hash) ? hash : null;
  const [query, fragment] = [new URLSearchParams(search), new URLSearchParams(link === null ? hash.slice(1) : '')];
  const problems: Problem[] = [];
  const named: OptionName[] = [];

  function valueOf<Name extends OptionName>(option: Name): Options[Name] {
    const { kind, otherwise } = optionTable[option];
    const texts = fragment.has(option) ? fragment.getAll(option) : query.getAll(option);
    if (texts.length === 0) return otherwise as Options[Name];
    const read = kind.read(texts);
    if ('value' in read) {
      named.push(option);
      return read.value as Options[Name];
    }
    problems.push({ ...read, option, value: texts.join(' ').slice(0, 40) });
    return otherwise as Options[Name];
  }

  const options = Object.fromEntries(optionNames.map((name) => [name, valueOf(name)])) as unknown as Options;
  return { options, problems, named, link };
}

/** Options as text; those with their default may be absent. */
export type WrittenOptions = Readonly<Partial<Record<OptionName, string>>>;

/** Options that are too long or too private for a query, which servers receive and log. */
const inFragment: readonly OptionName[] = ['manifest'];

/**
 * Returns the query and the fragment of the address of a figure.
 * @param link The session to begin with, as a fragment without `#`; it replaces the manifest.
 */
export function writeOptions(options: WrittenOptions, link: string | null = null): string {
  const query = new URLSearchParams();
  const fragment = new URLSearchParams();
  for (const name of optionNames) {
    const text = options[name];
    if (text !== undefined) (inFragment.includes(name) ? fragment : query).set(name, text);
  }
  const after = link ?? String(fragment);
  return `${query.size > 0 ? `?${String(query)}` : ''}${after === '' ? '' : `#${after}`}`;
}
