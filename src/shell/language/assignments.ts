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
  literal,
  literalWord,
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

/** Returns the words between the parentheses of `name=(a b)`; undefined for another word. */
function elementsOf({ parts }: Word): Word[] | undefined {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first?.type !== 'Literal' || last?.type !== 'Literal' || !/^\w+=\(/.test(first.value)) return undefined;
  if (!last.value.endsWith(')')) return undefined;
  const words: Word[] = [];
  let word: Word | undefined;
  const end = parts.length - 1;
  for (const [i, part] of parts.entries()) {
    const from = i === 0 ? first.value.indexOf('(') + 1 : 0;
    const pieces =
      part.type === 'Literal' ? part.value.slice(from, i === end ? -1 : undefined).split(/([ \t\n]+)/) : [part];
    for (const piece of pieces) {
      if (typeof piece === 'string' && piece.trim() === '') {
        if (piece !== '') word = undefined;
        continue;
      }
      if (word === undefined) words.push((word = { type: 'Word', parts: [] }));
      word.parts.push(typeof piece === 'string' ? { type: 'Literal', value: piece } : piece);
    }
  }
  return words;
}

/**
 * `declare -A a=([x]="1 2")`: declares the array first. just-bash splits the values into words, and gives an array of a
 * function none.
 */
export function declaredFirst(command: SimpleCommand): CommandNode | undefined {
  const { args, redirections, assignments } = command;
  const flags = args.map(literal).filter((word) => /^-/.test(word ?? ''));
  if (!/^(declare|typeset|local)$/.test(literal(command.name) ?? '') || !flags.join('').includes('A')) return undefined;
  if (flags.join('').includes('r') || redirections.length + assignments.length > 0) return undefined;
  // An assignment would take the name of the substitution for its value.
  if (anyNode(args, ({ type }) => type === 'CommandSubstitution')) return undefined;
  const set: CommandNode[] = [];
  const names = args.map((word) => {
    const elements = elementsOf(word);
    if (elements === undefined) return word;
    const [name = ''] = (word.parts[0] as { readonly value: string }).value.split('=');
    set.push(assignment(name, elements));
    return literalWord(name);
  });
  return set.length === 0 ? undefined : group(...[{ ...command, args: names }, ...set].map((each) => statement(each)));
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
