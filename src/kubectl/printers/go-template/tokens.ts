/** Takes a Go template apart: text, actions between double braces, and the words of an action. */
// Models text/template/parse/lex.go
import { GoTemplateError } from './functions.ts';

export interface Piece {
  readonly code: boolean;
  readonly text: string;
  readonly line: number;
  /** Characters before it in the template. */
  readonly at: number;
}

export const fail = (line: number, message: string): never => {
  throw new GoTemplateError(`template: output:${line}: ${message}`);
};

/** Text and actions in turn; `{{-` and `-}}` take the space beside them away, comments are gone. */
export function split(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let trim = false;
  for (let at = 0; at < text.length;) {
    const line = text.slice(0, at).split('\n').length;
    const open = text.indexOf('{{', at);
    let plain = text.slice(at, open < 0 ? undefined : open);
    if (trim) plain = plain.trimStart();
    const trimsBefore = open >= 0 && /^\{\{-\s/.test(text.slice(open));
    pieces.push({ code: false, text: trimsBefore ? plain.trimEnd() : plain, line, at });
    if (open < 0) break;
    const close = closing(text, open + 2);
    if (close < 0) fail(text.slice(0, open).split('\n').length, 'unclosed action');
    const from = open + (trimsBefore ? 3 : 2);
    const inside = text.slice(from, close);
    trim = /\s-$/.test(inside);
    const code = (trim ? inside.slice(0, -1) : inside).trim();
    const begin = from + inside.length - inside.trimStart().length;
    if (!/^\/\*.*\*\/$/s.test(code)) pieces.push({ code: true, text: code, line, at: begin });
    at = close + 2;
  }
  return pieces;
}

/** Where the action ends; braces in strings do not count. */
function closing(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const c = text[at]!;
    if (quote !== '') {
      if (c === '\\' && quote === '"') at++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === '`') quote = c;
    else if (text.startsWith('}}', at)) return at;
  }
  const line = text.slice(0, from).split('\n').length;
  if (quote !== '' && text.includes('}}', from)) {
    fail(line, `unterminated ${quote === '"' ? '' : 'raw '}quoted string`);
  }
  return -1;
}

/** The piece without its first word. */
export function behind(piece: Piece, word: string): Piece {
  const rest = piece.text.slice(word.length);
  const text = rest.trimStart();
  return { ...piece, text, at: piece.at + word.length + rest.length - text.length };
}

const tokenPattern =
  /\s+|"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])+'|:=|=|\||\(|\)|,|\$\w*|(?:\.[\p{L}_][\p{L}\p{N}_]*)+|\.(?![\w])|[-+]?(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?)|[\p{L}_][\p{L}\p{N}_]*/uy;

export interface Token {
  readonly text: string;
  readonly at: number;
}

/** Space counts: `$a .b` are two operands, `$a.b` is one. */
export function tokens({ text: source, line, at: begin }: Piece): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < source.length;) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(source);
    if (match === null) {
      if (source[at] === '"') fail(line, 'unterminated quoted string');
      const c = source[at]!;
      const code = c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
      fail(line, c === '.' ? 'unexpected <.> in operand' : `unexpected bad character U+${code} '${c}' in command`);
    }
    const text = match![0];
    if (/^[-+]?\d/.test(text) && /^\.\d/.test(source.slice(at + text.length))) {
      fail(line, `unexpected ${JSON.stringify(/^\.\d+/.exec(source.slice(at + text.length))![0])} in operand`);
    }
    if (/^[\w.$]/.test(text) && /^[-+]/.test(source.slice(at + text.length))) {
      const sign = source[at + text.length]!;
      fail(line, `bad character U+${sign === '-' ? '002D' : '002B'} '${sign}'`);
    }
    if (text === '.' && /^[\w$]/.test(found.at(-1)?.text.replace(/^\./, '') ?? '')) {
      fail(line, 'unexpected <.> in operand');
    }
    found.push({ text, at: begin + at });
    at = tokenPattern.lastIndex;
  }
  return found;
}
