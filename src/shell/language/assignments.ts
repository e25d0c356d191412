/**
 * `X=1 echo "[$X]"` prints `[]`: a shell expands the words of a command before it sets the variables in front of it.
 * just-bash sets them first. So the words are kept in an array before, where something in them is expanded.
 */
import { wordsVariable } from './hidden.ts';
import {
  allOf,
  anyNode,
  type CommandNode,
  group,
  nothing,
  type SimpleCommand,
  statement,
  type Word,
} from './script.ts';

/** Parts of words whose value a variable may change. */
const expanded = new Set<unknown>(['ParameterExpansion', 'CommandSubstitution', 'ArithmeticExpansion']);

const isExpanded = (word: Word | null): boolean => anyNode(word, ({ type }) => expanded.has(type));

/** The command, or one that does the same with its words expanded first. */
export function expandedFirst(command: SimpleCommand): CommandNode {
  const { name, args, assignments } = command;
  if (name === null || assignments.length === 0 || !(isExpanded(name) || args.some(isExpanded))) return command;
  const words = isExpanded(name) ? [name, ...args] : args;
  const kept: SimpleCommand = {
    type: 'SimpleCommand',
    assignments: [{ type: 'Assignment', name: wordsVariable, value: null, append: false, array: words }],
    name: null,
    args: [],
    redirections: [],
  };
  const all = allOf(wordsVariable);
  const call = isExpanded(name) ? { ...command, name: nothing, args: [all] } : { ...command, args: [all] };
  return group(statement(kept), statement(call));
}

/** `x=$(command)`: the command may print errors. */
export const substitutes = ({ name, assignments, redirections }: SimpleCommand): boolean =>
  name === null && redirections.length === 0 && anyNode(assignments, ({ type }) => type === 'CommandSubstitution');

/** Expanding it sets a variable, which must not be done in a shell of its own. */
export const assigns = ({ type, operator }: Readonly<Record<string, unknown>>): boolean =>
  type === 'AssignDefault' ||
  type === 'ArithAssignment' ||
  type === 'ArithDynamicAssignment' ||
  (type === 'ArithUnary' && (operator === '++' || operator === '--'));
