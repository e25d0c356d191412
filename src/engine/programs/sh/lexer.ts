/** Splits a script into words and operators. Words keep their quotes; they are expanded when they are used. */

export interface Token {
  readonly type: 'word' | 'operator' | 'redirection' | 'end';
  readonly text: string;
  /** For `<<`: the text of the here-document. */
  readonly document?: string;
  /** Its offset in the script. */
  readonly at: number;
}

/** The script uses an unsupported feature, or is not a script. */
export class NotUnderstood extends Error {}

const operator = /&&|\|\||;;|[;&|()\n]/y;
const redirection = /\d*(?:<<<|<<-?|>>|[<>]&|>\||[<>])|&>>?/y;
const blank = /(?:[ \t\r]|\\\n)+|#[^\n]*/y;

const match = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

export function tokensOf(script: string): readonly Token[] {
  const tokens: Token[] = [];
  /** Here-documents whose text begins after the next line break. */
  let documents: { readonly index: number; readonly word: string; readonly tabs: boolean }[] = [];
  let at = 0;
  while (at < script.length) {
    const skipped = match(blank, script, at);
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    const to = match(redirection, script, at);
    const op = to === undefined ? match(operator, script, at) : undefined;
    const text = to ?? op ?? script.slice(at, wordEnd(script, at));
    const type = to !== undefined ? 'redirection' : op !== undefined ? 'operator' : 'word';
    tokens.push({ type, text, at });
    at += text.length;
    const before = tokens.at(-2);
    if (type === 'word' && before?.type === 'redirection' && /<<-?$/.test(before.text)) {
      documents.push({ index: tokens.length - 2, word: text, tabs: before.text.endsWith('-') });
    }
    if (text !== '\n' || documents.length === 0) continue;
    for (const { index, word, tabs } of documents) {
      const quoted = /['"\\]/.test(word);
      const end = word.replace(/['"\\]/g, '');
      const lines: string[] = [];
      for (;;) {
        if (at >= script.length) break;
        const stop = script.indexOf('\n', at);
        const line = script.slice(at, stop < 0 ? script.length : stop);
        at = stop < 0 ? script.length : stop + 1;
        const bare = tabs ? line.replace(/^\t+/, '') : line;
        if (bare === end) break;
        lines.push(`${bare}\n`);
      }
      const body = lines.join('');
      // In double quotes, only variables, commands and arithmetic are expanded.
      tokens[index] = { ...tokens[index]!, document: quoted ? `'${body.replaceAll("'", `'\\''`)}'` : asQuoted(body) };
    }
    documents = [];
  }
  return [...tokens, { type: 'end', text: '', at }];
}

const asQuoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;

/** Returns the end of the word that begins at `at`. */
function wordEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && !/[\s;&|()<>]/.test(text[i]!)) i = partEnd(text, i);
  if (i === at) throw new NotUnderstood();
  return i;
}

/** Returns the end of a part of a word: a character, a quoted text, or a `$` with its expansion. */
export function partEnd(text: string, at: number): number {
  const c = text[at];
  if (c === '\\') return Math.min(at + 2, text.length);
  if (c === "'") return after(text, "'", at + 1);
  if (c === '`') return after(text, '`', at + 1);
  if (c === '"') {
    let i = at + 1;
    while (text[i] !== '"') {
      if (i >= text.length) throw new NotUnderstood();
      i = text[i] === "'" ? i + 1 : partEnd(text, i);
    }
    return i + 1;
  }
  if (c !== '$') return at + 1;
  if (text[at + 1] === "'") return after(text, "'", at + 2);
  if (text[at + 1] === '{' || text[at + 1] === '(') return closing(text, at + 1);
  return at + (/^\$(?:\w+|[@*#?$!-])/.exec(text.slice(at, at + 100))?.[0].replace(/^(\$\d).*/, '$1').length ?? 1);
}

function after(text: string, quote: string, from: number): number {
  const end = text.indexOf(quote, from);
  if (end < 0) throw new NotUnderstood();
  return end + 1;
}

/** Returns the offset after the bracket that closes the one at `at`. */
function closing(text: string, at: number): number {
  const [open, close] = [text[at], text[at] === '{' ? '}' : ')'];
  let depth = 0;
  for (let i = at; i < text.length;) {
    if (text[i] === open) depth++;
    if (text[i] === close && --depth === 0) return i + 1;
    i = partEnd(text, i);
  }
  throw new NotUnderstood();
}
