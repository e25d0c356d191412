/** Finding commands by what is typed: every word of it occurs in what the command is called, in any order. */

const wordStart = /[\p{L}\p{N}]/u;

/** How well a word fits a text: 3 at its very beginning, 2 at the beginning of a word, 1 anywhere, 0 nowhere. */
function fit(word: string, text: string): number {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0) return 3;
    best = Math.max(best, wordStart.test(text[at - 1]!) ? 1 : 2);
  }
  return best;
}

/** The words of a query, as texts are compared. */
export const wordsOf = (query: string): readonly string[] =>
  query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);

/**
 * How well a query fits; 0: not at all.
 * @param texts What is searched, the most telling first.
 */
export function score(words: readonly string[], texts: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    let best = 0;
    texts.forEach((text, place) => {
      const found = fit(word, text.normalize('NFKC').toLowerCase());
      if (found > 0) best = Math.max(best, found * 4 - Math.min(place, 3));
    });
    if (best === 0) return 0;
    sum += best;
  }
  return sum / Math.max(words.length, 1);
}
