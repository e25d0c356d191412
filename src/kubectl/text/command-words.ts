/** Splits command lines into words without a shell, and joins words to a line. */

/** Returns a word for a shell, quoted if necessary. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** A part of a word: unquoted, in single quotes, in double quotes, or after a backslash. */
const part = /[^\s'"\\`$|&;<>()]+|'([^']*)'|"((?:[^"\\`$]|\\.)*)"|\\(.)/y;

/**
 * Splits a command line into words, with the quotes of a shell.
 * @returns null for a line that needs a shell: with pipes, expansions, or unclosed quotes.
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
