/** Detects commands that may never end, so that the commands that read from them do not wait for their end. */
import { anyNode, type CommandNode, literal, type SimpleCommand } from '../language/script.ts';
import { filterNames } from './filters.ts';

const words = ({ args }: SimpleCommand): readonly string[] => args.map((arg) => literal(arg) ?? '');

const isWatch = (given: readonly string[]): boolean =>
  given.some((word) => /^(-w|-Aw|--watch|--watch=true|--watch-only)$/.test(word)) ||
  (given.includes('logs') && given.some((word) => /^(-f|--follow|--follow=true)$/.test(word)));

/** `tail -f`, which just-bash does not have. */
export const isTailFollow = (command: SimpleCommand): boolean =>
  literal(command.name) === 'tail' && words(command).some((word) => /^-\d*[a-zA-Z]*[fF]|^--follow/.test(word));

/** Reports if the command prints repeatedly, with pauses of any length. */
function follows(command: SimpleCommand): boolean {
  const name = literal(command.name);
  return name === 'yes' || name === 'watch' || isTailFollow(command) || (name !== 'echo' && isWatch(words(command)));
}

/** Reports if the command only prints, or passes on what it reads: nothing is lost if it ends with its reader. */
export const isPassive = (command: SimpleCommand): boolean =>
  follows(command) || filterNames.includes(literal(command.name) ?? '');

/** Programs that run any other program. */
const runners = new Set(['bash', 'env', 'eval', 'nice', 'nohup', 'setsid', 'sh', 'source', '.', 'stdbuf', 'timeout']);

/** @param isFunction Reports if a name is a function, which can do anything. */
export function mayNotEnd(command: CommandNode, isFunction: (name: string) => boolean): boolean {
  if (command.type === 'SimpleCommand') {
    const name = literal(command.name) ?? '';
    return follows(command) || runners.has(name) || name.startsWith('./') || isFunction(name);
  }
  const inside = (node: Readonly<Record<string, unknown>>): boolean => {
    if (node.type === 'While' || node.type === 'Until' || node.type === 'CStyleFor') return true;
    if (node.type !== 'SimpleCommand') return false;
    const simple = node as unknown as SimpleCommand;
    return literal(simple.name) === 'sleep' || mayNotEnd(simple, isFunction);
  };
  return anyNode(command, inside);
}
