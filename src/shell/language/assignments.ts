/**
 * Makes `X=1 echo "[$X]"` print `[]`: a shell expands a command's words before it sets the variables in front of them.
 * just-bash sets them first. If a word needs expansion, the words are therefore expanded into an array beforehand.
 */
import { wordsVariable } from './hidden.ts';
import {
  allOf,
  anyNode,
  assignment,
  type CommandNode,
  group,
  nothing,
  simpleCommand,
  type SimpleCommand,
  statement,
  type SyntaxNode,
  type Word,
} from './script.ts';

/** Parts of words whose value can depend on a variable. */
const expanded = new Set<unknown>(['ParameterExpansion', 'CommandSubstitution', 'ArithmeticExpansion']);

const isExpanded = (word: Word | null): boolean => anyNode(word, ({ type }) => expanded.has(type));

/** Parts of an assignment that decide about its exit code. Without them it is 0; just-bash keeps the one before. */
const decides = ({ type, operator }: SyntaxNode): boolean =>
  type === 'CommandSubstitution' || operator === '/' || operator === '%';

/** Returns the command, or an equivalent one whose words are expanded first. */
export function expandedFirst(command: SimpleCommand): CommandNode {
  const { name, args, assignments } = command;
  if (name === null && assignments.length > 0 && !anyNode(assignments, decides)) {
    return group(statement(command), statement(simpleCommand(':')));
  }
  if (name === null || assignments.length === 0 || !(isExpanded(name) || args.some(isExpanded))) return command;
  const words = isExpanded(name) ? [name, ...args] : args;
  const all = allOf(wordsVariable);
  const call = isExpanded(name) ? { ...command, name: nothing, args: [all] } : { ...command, args: [all] };
  return group(statement(assignment(wordsVariable, words)), statement(call));
}

/** `x=$(command)`: the command may print errors. */
export const substitutes = ({ name, assignments, redirections }: SimpleCommand): boolean =>
  name === null && redirections.length === 0 && anyNode(assignments, ({ type }) => type === 'CommandSubstitution');

/** Reports if the expansion sets a variable, so that it must not run in a subshell. */
export const assigns = ({ type, operator }: Readonly<Record<string, unknown>>): boolean =>
  type === 'AssignDefault' ||
  type === 'ArithAssignment' ||
  type === 'ArithDynamicAssignment' ||
  (type === 'ArithUnary' && (operator === '++' || operator === '--'));

/** For these, the redirection would outlive the command, or there is nothing to print. */
export const untouched = new Set<string | undefined>(['exec', 'break', 'continue', 'return', 'exit']);
