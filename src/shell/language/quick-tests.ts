/**
 * Lets just-bash evaluate the tests that it evaluates as bash does. Its own `[` takes a fifth of the time of the lab's,
 * which matters in loops, but it does not report errors.
 */
import { behind, collected, hidden, type Streams, streamsWord } from './hidden.ts';
import {
  type CommandNode,
  type Compound,
  group,
  lastExit,
  literal,
  literalWord,
  type SimpleCommand,
  type Statement,
  statement,
  type Word,
  type WordPart,
} from './script.ts';

const isSingle = (part: WordPart): boolean =>
  part.type === 'Literal' ||
  part.type === 'Escaped' ||
  (part.type === 'ParameterExpansion' && part.operation === null && /^(\w+|[#?])$/.test(part.parameter));

/** Reports if the word certainly expands to one word. */
const isOne = ({ parts }: Word): boolean =>
  parts.every(
    (part) =>
      part.type === 'SingleQuoted' ||
      (part.type === 'DoubleQuoted' && part.parts.every(isSingle)) ||
      (part.type === 'Literal' && /^[\w.:/=@%+-]*$/.test(part.value)),
  );

/** Returns an integer, or `"${name:-e}"` for `$name`, quoted or not: one word, which is no integer if it is empty. */
function numberWord({ parts }: Word): Word | undefined {
  const [part, ...others] = parts.flatMap((each) => (each.type === 'DoubleQuoted' ? each.parts : [each]));
  if (part === undefined || others.length > 0) return undefined;
  if (part.type === 'Literal') return /^\d+$/.test(part.value) ? literalWord(part.value) : undefined;
  if (part.type !== 'ParameterExpansion' || !isSingle(part)) return undefined;
  const operation = { type: 'DefaultValue', word: literalWord('e'), checkEmpty: true } as const;
  return { type: 'Word', parts: [{ type: 'DoubleQuoted', parts: [{ ...part, operation }] }] };
}

/** Words of a test without its closing bracket; undefined if that is missing. */
function wordsOf(name: string, args: readonly Word[]): readonly Word[] | undefined {
  if (name === 'test') return args;
  return literal(args.at(-1)) === ']' ? args.slice(0, -1) : undefined;
}

/** `[ "$x" = y ]`, `[ -n "$x" ]`: tests that cannot fail. */
export function isSafeTest(name: string, args: readonly Word[]): boolean {
  const [a, b, c, ...more] = wordsOf(name, args) ?? [];
  if (a === undefined || b === undefined || more.length > 0) return false;
  if (c === undefined) return /^-[nz]$/.test(literal(a) ?? '') && isOne(b);
  return /^(==?|!=)$/.test(literal(b) ?? '') && isOne(a) && isOne(c);
}

/** `[[ $? = 2 ]]` */
const isFault: Compound = {
  type: 'ConditionalCommand',
  expression: { type: 'CondBinary', operator: '=', left: lastExit(), right: literalWord('2') },
  redirections: [],
};

/** Lets a test print its errors itself, which saves redirections. */
export function printing(command: SimpleCommand, to: Streams): SimpleCommand {
  const { err } = behind(command.redirections, to);
  return { ...command, args: [streamsWord({ ...collected, err }), ...command.args] };
}

/**
 * `while [ $i -lt 10 ]`: returns a command that uses the builtin, which fails with 2 unless both operands are integers.
 * @param test The command before it was rewritten to `own`.
 */
export function quickTest(test: SimpleCommand, own: CommandNode): CommandNode {
  const [called, ...args] = test.args;
  const name = literal(called);
  if (literal(test.name) !== hidden.test || name === undefined) return own;
  const [a, b, c, ...more] = wordsOf(name, args) ?? [];
  const [left, right] = [a && numberWord(a), c && numberWord(c)];
  const compares = /^-(eq|ne|l[te]|g[te])$/.test(literal(b) ?? '');
  if (left === undefined || right === undefined || !compares || more.length > 0) return own;
  if (test.redirections.length > 0 || test.assignments.length > 0) return own;
  const quick: SimpleCommand = { ...test, name: called!, args: args.with(0, left).with(2, right) };
  const otherwise: Statement = {
    ...statement(),
    pipelines: [...statement(isFault).pipelines, ...statement(own).pipelines],
    operators: ['&&'],
  };
  const both: Statement = {
    ...statement(),
    pipelines: [...statement(quick).pipelines, ...statement(group(otherwise)).pipelines],
    operators: ['||'],
  };
  return group(both);
}
