/** Tab completion of the word before the caret. */
import type { ApiServer } from '../../engine/index.ts';
import { completeKubectl } from './kubectl-completion.ts';
import { typedWords } from './words.ts';

export interface CompletionSource {
  readonly api: ApiServer;
  readonly namespace: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Names of all commands. */
  readonly commands: readonly string[];
  /** Every file and directory as an absolute path; directories end with a slash. */
  readonly paths: readonly string[];
}

export interface Completion {
  /** Start of the text to replace, which ends at the caret. */
  readonly from: number;
  /** Candidates, sorted. Each is complete, followed by a space or slash if one belongs there. */
  readonly candidates: readonly Candidate[];
  /** Longest common prefix of the candidates. */
  readonly common: string;
}

export interface Candidate {
  /** The candidate as the list shows it. */
  readonly label: string;
  readonly text: string;
}

const nothing: Completion = { from: 0, candidates: [], common: '' };

/** Largest number of listed candidates. */
const maxCandidates = 500;

export function complete(text: string, caret: number, source: CompletionSource): Completion {
  const before = text.slice(0, caret);
  const { words, current, from, quote } = typedWords(before);
  if (before.trim() === '') return nothing;
  const dollar = /\$\{?(\w*)$/.exec(before);
  if (dollar !== null && quote !== "'") return variables(dollar[1]!, caret, source);
  const found =
    words.length === 0
      ? current.includes('/')
        ? files(current, source)
        : source.commands.map(plain)
      : argumentsFor(words, current, source);
  const candidates = [...new Map(found.map((candidate) => [candidate.text, candidate])).values()]
    .filter((candidate) => candidate.text.startsWith(current) && candidate.text.trimEnd() !== '')
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .slice(0, maxCandidates)
    .map((candidate) => ({ ...candidate, text: quoted(candidate.text, quote) }));
  return { from, candidates, common: commonStart(candidates) };
}

/** Expands an alias in the words as bash does. */
function withoutAlias(words: readonly string[], env: CompletionSource['env']): readonly string[] {
  const alias = env[`BASH_ALIAS_${words[0]}`];
  return alias === undefined ? words : [...alias.trim().split(/\s+/), ...words.slice(1)];
}

function argumentsFor(words: readonly string[], current: string, source: CompletionSource): readonly Candidate[] {
  const [name, ...rest] = withoutAlias(words, source.env);
  if (name !== 'kubectl' && name !== 'k') return files(current, source);
  const { api, namespace } = source;
  const found = completeKubectl({ api, namespace, words: rest, current });
  return found === 'files' ? files(current, source) : found.map(plain);
}

/** Adds a space after a complete word; a word that ends with `=` or `/` continues. */
const plain = (word: string): Candidate => ({ label: word, text: /[=/]$/.test(word) ? word : `${word} ` });

function files(current: string, { cwd, env, paths }: CompletionSource): readonly Candidate[] {
  const slash = current.lastIndexOf('/') + 1;
  const typed = current.slice(0, slash);
  const named = typed.replace(/^~(?=\/)/, env['HOME'] ?? '~');
  const directory = named.startsWith('/') ? named : `${cwd === '/' ? '' : cwd}/${named}`;
  const base = normal(directory);
  const hidden = current.slice(slash).startsWith('.');
  return paths.flatMap((path) => {
    const inside = path.startsWith(base) ? path.slice(base.length) : '';
    if (!/^[^/]+\/?$/.test(inside) || (inside.startsWith('.') && !hidden)) return [];
    return [{ label: inside, text: typed + (inside.endsWith('/') ? inside : `${inside} `) }];
  });
}

/** Returns an absolute path without `.` and `..`, with a slash at its end. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '/' : `/${parts.join('/')}/`;
}

function variables(begun: string, caret: number, { env }: CompletionSource): Completion {
  const names = Object.keys(env).filter((name) => name.startsWith(begun) && /^[A-Z]\w*$/i.test(name));
  const candidates = names.sort().map((name) => ({ label: name, text: name }));
  return { from: caret - begun.length, candidates, common: commonStart(candidates) };
}

function quoted(text: string, quote: string): string {
  if (quote !== '') return quote + text.replace(/ $/, `${quote} `);
  const [word, space] = text.endsWith(' ') ? [text.slice(0, -1), ' '] : [text, ''];
  return word.replace(/[\s"'$`\\|;&<>()*?[\]!#]/g, '\\$&') + space;
}

/** Returns the longest common prefix of the candidates. */
export function commonStart(candidates: readonly Candidate[]): string {
  const [first = '', ...others] = candidates.map(({ text }) => text);
  return others.reduce((common, text) => {
    let length = 0;
    while (length < common.length && common[length] === text[length]) length++;
    return common.slice(0, length);
  }, first);
}
