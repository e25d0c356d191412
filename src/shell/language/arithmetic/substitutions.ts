/**
 * Expands what an arithmetic expression contains into variables before the command, as bash expands all of an expression
 * before it calculates. just-bash runs `$(f)` in an expression in a shell without variables and functions; it knows only
 * some forms of `${…}` there, and no substitutions in `${a[…]}`.
 */
import { hidden } from '../hidden.ts';
import {
  anyNode,
  assignment,
  type CommandNode,
  group,
  lastExit,
  mapTree,
  type Script,
  simpleCommand,
  statement,
  type SyntaxNode,
  variable,
  type Word,
} from '../script.ts';

const commands = new Set<unknown>([
  ...['SimpleCommand', 'ArithmeticCommand', 'ConditionalCommand', 'CStyleFor', 'For', 'Case'],
  ...['If', 'While', 'Until', 'Group', 'Subshell'],
]);

/** `name`, `#name`, `name[1]`: forms of `${…}` that just-bash knows. */
const known = /^[#!]?(?:\w+|[?#@*$!-])(?:\[[\w@*]+\])?$/;

/** `name[$((i + 1))]` */
const substituting = /^(\w+)\[(.*(?:\$\(|`).*)\]$/s;

const exitVariable = '__lab_BEFORE';

const termVariable = '__lab_TERM_';
const isTerm = ({ type, name }: SyntaxNode): boolean =>
  type === 'ArithVariable' && (name as string).startsWith(termVariable);

type Parse = (text: string) => Script;

/** Returns the text to expand before the command; undefined for another node. */
function textOf(node: SyntaxNode, inLoop: boolean): string | undefined {
  if (node.type === 'ArithCommandSubst') return `$(${node.command as string}\n)`;
  if (node.type === 'ParameterExpansion') return substituting.exec(node.parameter as string)?.[2];
  const content = node.type === 'ArithBracedExpansion' ? (node.content as string) : undefined;
  // The head of a loop is calculated again in each iteration.
  return content === undefined || inLoop || known.test(content) ? undefined : `\${${content}}`;
}

/** Parses the text as one word. */
function wordOf(text: string, parse: Parse): Word | undefined {
  try {
    const { statements } = expandedBefore(parse(`: "${text}"`), parse);
    const command = statements[0]?.pipelines[0]?.commands[0];
    return command?.type === 'SimpleCommand' ? command.args[0] : undefined;
  } catch {
    return undefined;
  }
}

/** @param parse Parses a text without rewriting it. */
export function expandedBefore(script: Script, parse: Parse): Script {
  if (!anyNode(script, (node) => textOf(node, false) !== undefined)) return script;
  return mapTree(script, (node) => {
    if (!commands.has(node.type)) return undefined;
    const before: CommandNode[] = [];
    // The commands inside of this one have been replaced.
    const command = mapTree(node, (part) => {
      // just-bash may calculate the text instead.
      if (part.type === 'ArithmeticExpression' && anyNode(part, isTerm)) return { ...part, originalText: undefined };
      const text = textOf(part, node.type === 'CStyleFor');
      const word = text === undefined ? undefined : wordOf(text, parse);
      if (word === undefined) return undefined;
      const name = `${termVariable}${before.length}`;
      before.push(assignment(name, word));
      if (part.type === 'ParameterExpansion')
        return { ...part, parameter: (part.parameter as string).replace(substituting, `$1[$$${name}]`) };
      return { type: 'ArithVariable', name, hasDollarPrefix: false };
    }) as unknown as CommandNode;
    if (before.length === 0) return undefined;
    const kept = assignment(exitVariable, lastExit());
    const restored = simpleCommand(hidden.breathe, [variable(exitVariable)]);
    return group(...[kept, ...before, restored, command].map((each) => statement(each)));
  });
}
