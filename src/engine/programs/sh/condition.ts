/** Evaluates `test`, `[ ]` and `[[ ]]`. */
import type { FileView } from '../../kubelet/files/container-files.ts';
import { isDirectory } from '../paths.ts';
import { NotUnderstood } from './lexer.ts';

interface World {
  readonly files: FileView;
  path(word: string): string;
  /** Compares a word with a pattern or a regular expression; absent for `test`. */
  readonly matches?: (text: string, sign: '=' | '=~', pattern: string) => boolean;
}

/**
 * @param words The words between the brackets.
 * @throws NotUnderstood
 */
export function isTrue(words: readonly string[], world: World): boolean {
  let at = 0;

  function either(): boolean {
    let value = both();
    while (words[at] === '||' || words[at] === '-o') {
      at++;
      const other = both();
      value ||= other;
    }
    return value;
  }

  function both(): boolean {
    let value = one();
    while (words[at] === '&&' || words[at] === '-a') {
      at++;
      const other = one();
      value &&= other;
    }
    return value;
  }

  function one(): boolean {
    const left = words.length - at;
    const word = words[at] ?? '';
    const sign = words[at + 1] ?? '';
    if (left >= 3 && /^(?:==?|!=|=~|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/.test(sign)) {
      at += 3;
      return compared(word, sign, words[at - 1]!, world);
    }
    if (word === '!') {
      at++;
      return !one();
    }
    if (word === '(') {
      at++;
      const value = either();
      if (words[at++] !== ')') throw new NotUnderstood();
      return value;
    }
    if (left >= 2 && /^-[a-zA-Z]$/.test(word) && !/^(?:&&|\|\||-[ao])$/.test(sign)) {
      at += 2;
      return holds(word, sign, world);
    }
    at++;
    return word !== '';
  }

  if (words.length === 0) return false;
  const value = either();
  if (at < words.length) throw new NotUnderstood();
  return value;
}

function compared(a: string, sign: string, b: string, { matches }: World): boolean {
  switch (sign) {
    case '=':
    case '==':
      return matches?.(a, '=', b) ?? a === b;
    case '!=':
      return !(matches?.(a, '=', b) ?? a === b);
    case '=~':
      return matches?.(a, '=~', b) ?? false;
    case '<':
      return a < b;
    case '>':
      return a > b;
  }
  const [x, y] = [Number(a), Number(b)];
  switch (sign) {
    case '-eq':
      return x === y;
    case '-ne':
      return x !== y;
    case '-lt':
      return x < y;
    case '-le':
      return x <= y;
    case '-gt':
      return x > y;
    case '-ge':
      return x >= y;
    default:
      throw new NotUnderstood();
  }
}

function holds(sign: string, word: string, { files, path }: World): boolean {
  if (sign === '-n') return word !== '';
  if (sign === '-z') return word === '';
  if (sign === '-t') return false;
  const text = files.read(path(word));
  const directory = isDirectory(files, path(word));
  switch (sign) {
    case '-d':
      return directory;
    case '-f':
      return text !== undefined;
    case '-s':
      return text === undefined ? directory : text !== '';
    case '-e':
    case '-r':
    case '-w':
    case '-x':
      return text !== undefined || directory;
    case '-L':
    case '-h':
    case '-p':
    case '-S':
    case '-b':
    case '-c':
      return false;
    default:
      throw new NotUnderstood();
  }
}
