/** Adds statements around those of a script that uses `trap`: they run the trap when a statement fails. */
import { hidden, type Streams, streamsWord } from './hidden.ts';
import {
  anyNode,
  type CommandNode,
  group,
  lastExit,
  literal,
  literalWord,
  outputOf,
  type Pipeline,
  simpleCommand,
  type SimpleCommand,
  singleQuoted,
  type Statement,
  statement,
} from './script.ts';

const isTrap = (node: unknown): boolean =>
  literal((node as SimpleCommand).name) === 'trap' && (node as SimpleCommand).args.length > 0;

/** Reports if the script sets a trap anywhere. */
export const setsTraps = (tree: unknown): boolean =>
  anyNode(tree, (node) => node.type === 'SimpleCommand' && node.name !== null && isTrap(node));

/** The statements inside other commands are already checked. */
const checked = new Set<CommandNode['type']>(['SimpleCommand', 'Subshell', 'ArithmeticCommand', 'ConditionalCommand']);

const isTrace = ({ commands: [command] }: Pipeline): boolean =>
  command?.type === 'SimpleCommand' && literal(command.name) === hidden.trace;

/**
 * Returns the statement with others before and after it.
 * @param written The statement as it was written.
 */
export function withCheck(rewritten: Statement, written: Statement, to: Streams): Statement[] {
  const last = written.pipelines.at(-1);
  if (last === undefined || rewritten.background || last.negated || isTrace(last)) return [rewritten];
  if (last.commands.length === 1 && !checked.has(last.commands[0]!.type)) return [rewritten];
  const { line = 1 } = last.commands[0] as { readonly line?: number };
  const begin = simpleCommand(hidden.begin, [
    lastExit(),
    literalWord(String(line)),
    singleQuoted(written.sourceText?.trim() ?? ''),
  ]);
  const asked = simpleCommand(hidden.check, [lastExit(), streamsWord(to)]);
  const check = statement(simpleCommand('eval', [outputOf(asked)]));
  const pipelines = [...rewritten.pipelines];
  const own: Statement = { ...statement(), pipelines: [pipelines.pop()!] };
  if (pipelines.length === 0) return [statement(begin), own, check];
  const both: Pipeline = { type: 'Pipeline', negated: false, commands: [group(own, check)] };
  return [statement(begin), { ...rewritten, pipelines: [...pipelines, both] }];
}

/** Marks `exit`, so that the shell does not take it for a failure. */
export const exiting = (command: SimpleCommand): CommandNode =>
  group(statement(simpleCommand(hidden.exits, [lastExit()])), statement(command));
