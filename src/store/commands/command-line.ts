import { shellWord } from '../../kubectl/text/command-words.ts';

/** Returns a kubectl command as it is typed. */
export const commandLine = (argv: readonly string[]): string => ['kubectl', ...argv].map(shellWord).join(' ');
