/** Command lines without a shell: a line to words, and words to a line. */

/** Returns a word as a shell reads it, in quotes where it needs them. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** A part of a word: as it is, in single quotes, in double quotes, or behind a backslash. */
const part = /[^\s'"\\`$|&;<>()]+|'([^']*)'|"((?:[^"\\`$]|\\.)*)"|\\(.)/y;

/**
 * Splits a command line into words, with its quotes as a shell reads them.
 * @returns null for a line that only a shell understands: with pipes, expansions, or quotes that do not end.
 */
export function wordsOf(line: string): readonly string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  for (part.lastIndex = 0; part.lastIndex < line.length;) {
    const at = part.lastIndex;
    const found = part.exec(line);
    if (found !== null) {
      const [plain, single, double, escaped] = found;
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain);
    } else if (/\s/.test(line[at]!)) {
      if (word !== null) words.push(word);
      word = null;
      part.lastIndex = at + 1;
    } else return null;
  }
  return word === null ? words : [...words, word];
}
