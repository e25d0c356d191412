/** Words and options of traces: what may be expanded twice, and `set -x`. */
import { assigns } from './assignments.ts';
import { traceVariable } from './hidden.ts';
import {
  anyNode,
  assignment,
  type CommandNode,
  group,
  literal,
  literalWord,
  type Script,
  type SimpleCommand,
  statement,
  type SyntaxNode,
  type Word,
} from './script.ts';

export type Arithmetic = Extract<CommandNode, { type: 'ArithmeticCommand' }>['expression'];

const letters = /^([-+])(\w*)x(\w*)$/;

const switches = (args: readonly (string | undefined)[], i: number): boolean =>
  letters.test(args[i] ?? '') || (args[i] === 'xtrace' && /^[-+]\w*o$/.test(args[i - 1] ?? ''));

const setsTrace = (node: SyntaxNode): boolean => {
  if (node.type !== 'SimpleCommand' || literal(node.name as Word | null) !== 'set') return false;
  const args = (node.args as Word[]).map(literal);
  return args.some((_, i) => switches(args, i));
};

/** True if the script turns traces on or off somewhere. */
export const switchesTraces = (script: Script): boolean => anyNode(script, setsTrace);

/** Expanding the word twice would do something twice. */
export const isImpure = (word: Word | null): boolean =>
  anyNode(word, (node) => node.type === 'CommandSubstitution' || assigns(node) || isAssignment(node)) &&
  !anyNode(word, ({ type }) => type === 'ProcessSubstitution');

const isAssignment = ({ operation }: SyntaxNode): boolean =>
  (operation as { readonly type?: string } | null | undefined)?.type === 'AssignDefault';

/** Split into no words. */
export const quoted = (word: Word): Word => ({ ...word, parts: [{ type: 'DoubleQuoted', parts: word.parts }] });

/** Splits `name=value`, a word of `export`; `undefined` if it is another word. */
export function assignedBy({ parts: [first, ...rest], ...word }: Word): { target: string; value: Word } | undefined {
  const [, target, value = ''] = (first?.type === 'Literal' && /^(\w+\+?=)([^]*)$/.exec(first.value)) || [];
  return target === undefined
    ? undefined
    : { target, value: { ...word, parts: [{ type: 'Literal', value }, ...rest] } };
}

/** `<(…)` is the path of a file. */
export const pathless = (word: Word): Word =>
  anyNode(word, ({ type }) => type === 'ProcessSubstitution') ? literalWord('/dev/fd/63') : word;

export const spaced = ({ originalText = '' }: Arithmetic, space = ' '): string =>
  `${space}${originalText.trim()}${space}`;

/** `set -ex`: the option for just-bash, and the variable for the traces. */
export function switching(command: SimpleCommand): CommandNode {
  const texts = command.args.map(literal);
  const at = texts.findIndex((_, i) => switches(texts, i));
  if (at < 0) return command;
  const isOn = (texts[at] === 'xtrace' ? texts[at - 1]! : texts[at]!).startsWith('-');
  const set = statement(assignment(traceVariable, literalWord(isOn ? '1' : '')));
  const args = command.args.flatMap((arg, i) => {
    if (i !== at) return texts[i + 1] === 'xtrace' && i + 1 === at ? withoutLetter(texts[i]!, 'o') : [arg];
    return texts[at] === 'xtrace' ? [] : withoutLetter(texts[at]!, 'x');
  });
  return args.length === 0 ? group(set) : group(set, statement({ ...command, args }));
}

const withoutLetter = (option: string, letter: string): Word[] => {
  const rest = option.replace(letter, '');
  return rest.length > 1 ? [literalWord(rest)] : [];
};
