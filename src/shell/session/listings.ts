/** Lists of variables, functions and programs, without those that are the lab's own. */
import { type Command, defineCommand } from 'just-bash/browser';
import { hidden, ownVariable } from '../language/hidden.ts';

const ownLine = new RegExp(`^(?:declare \\S+ )?(?:${ownVariable}|lab-)|/lab-`);

/**
 * Arguments: what the builtin printed, its exit code, its name and its words.
 *
 * @param functions The text of each function.
 */
export const listings = (functions: ReadonlyMap<string, string>): Command =>
  defineCommand(hidden.listed, async ([printed = '', exit = '0', name = '', ...words]) => {
    const errors = printed.match(/^bash: .*(?:\n|$)/gm) ?? [];
    const text = listed(printed.replace(/^bash: .*(?:\n|$)/gm, '').trimEnd(), exit, name, words, functions);
    const ended = (part: string): string => (part === '' ? '' : `${part.trimEnd()}\n`);
    return { stdout: ended(text), stderr: ended(errors.join('')), exitCode: Number(exit) };
  });

function listed(
  printed: string,
  exit: string,
  name: string,
  words: readonly string[],
  functions: ReadonlyMap<string, string>,
): string {
  const all = [...functions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  const flags = words.filter((word) => word.startsWith('-')).join('');
  const names = words.filter((word) => !word.startsWith('-'));
  if (name === 'declare' && flags.includes('f') && !flags.includes('F')) {
    // A function that the running line has removed still has a text.
    if (names.length === 0) return all.filter((text) => printed.includes(`${text.split(' ', 1)[0]!} ()`)).join('\n');
    return exit !== '0' && names.length === 1 ? '' : names.flatMap((each) => functions.get(each) ?? []).join('\n');
  }
  if (name === 'type' || name === 'command')
    return printed.replace(/^(\S+) is a function$(?:\n\1 \(\)[^]*?\n\}$)?/gm, (whole, each: string) => {
      const text = functions.get(each);
      return text === undefined ? whole : `${each} is a function\n${text}`;
    });
  const lines = printed.split('\n').filter((line) => !ownLine.test(line) && !line.startsWith('declare -f lab-'));
  if (name === 'hash' && lines.length < 2) return 'hash: hash table empty';
  return [...lines, ...(words.length === 0 && name !== 'hash' ? all : [])].join('\n');
}
