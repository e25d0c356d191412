/** Finds commands by a query: all of its words occur in the command's name, in any order. */

const wordStart = /[\p{L}\p{N}]/u;

/** Returns how well a word matches a text: 3 at its beginning, 2 at the beginning of a word, 1 anywhere, 0 nowhere. */
function fit(word: string, text: string): number {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0) return 3;
    best = Math.max(best, wordStart.test(text[at - 1]!) ? 1 : 2);
  }
  return best;
}

/** Returns the words of a query, normalized. */
export const wordsOf = (query: string): readonly string[] =>
  query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);

/**
 * Returns how well a query matches; 0 for no match.
 * @param texts The searched texts, the most important first.
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
