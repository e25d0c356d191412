/** Returns a kubectl command as it is typed. */
export const commandLine = (argv: readonly string[]): string => ['kubectl', ...argv].map(shellWord).join(' ');

/** Returns a word as a shell reads it, in quotes where it needs them. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
