/** Returns a kubectl command as it is typed. */
export const commandLine = (argv: readonly string[]): string =>
  ['kubectl', ...argv]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
