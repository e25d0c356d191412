/** The command at the caret, and its words. */

export interface Typed {
  /** Finished words of the command, without quotes. */
  readonly words: readonly string[];
  /** The word that ends at the caret, without quotes; empty after a space. */
  readonly current: string;
  /** Where that word begins in the text. */
  readonly from: number;
  /** The quote that the word was begun with, if it is still open. */
  readonly quote: '' | '"' | "'";
}

/** After these a new command begins. */
const leaders = new Set(['do', 'then', 'else', 'if', 'while', 'until', '!', '{', 'time', 'watch', 'sudo']);

/** Reads a text up to the caret. Not a parser: good enough for what one is about to complete. */
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
