/** Finds the command at the caret and its words. */

export interface Typed {
  /** The finished words of the command, without quotes. */
  readonly words: readonly string[];
  /** The word that ends at the caret, without quotes; empty after a space. */
  readonly current: string;
  /** The position of that word in the text. */
  readonly from: number;
  /** The open quote in which the word is, if there is one. */
  readonly quote: '' | '"' | "'";
}

/** A new command begins after these. */
const leaders = new Set(['do', 'then', 'else', 'if', 'while', 'until', '!', '{', 'time', 'watch', 'sudo']);

/** Reads a text up to the caret. This is not a full parser, but precise enough for completion. */
export function typedWords(text: string): Typed {
  let words: string[] = [];
  let current = '';
  let from = 0;
  let inWord = false;
  let quote: Typed['quote'] = '';
  const end = (): void => {
    if (inWord) words.push(current);
    [current, inWord] = ['', false];
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (!inWord) from = at;
    if (quote !== '') {
      if (char === quote) quote = '';
      else current += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      inWord = true;
    } else if (char === '\\' && at + 1 < text.length) {
      current += text[++at];
      inWord = true;
    } else if (/[\s<>]/.test(char) && char !== '\n') end();
    else if (/[|;&(`\n]/.test(char)) {
      end();
      words = [];
    } else {
      current += char;
      inWord = true;
    }
  }
  const first = words.findIndex((word) => !leaders.has(word) && !/^\w+=/.test(word) && !/^-|^[\d.]+$/.test(word));
  return { words: first < 0 ? [] : words.slice(first), current, from: inWord ? from : text.length, quote };
}
