/** `exec > file` without a command: redirects all that follows. `exec command`: ends the shell with the command. */
import { exiting } from './checks.ts';
import { behind, hidden, type Streams } from './hidden.ts';
import {
  anyNode,
  type CommandNode,
  type Compound,
  group,
  lastExit,
  literal,
  type Redirection,
  redirects,
  simpleCommand,
  type SimpleCommand,
  type Statement,
  statement,
  type SyntaxNode,
} from './script.ts';

function redirectionsOfExec({ pipelines }: Statement): Redirection[] {
  const [command, ...others] = pipelines.flatMap(({ commands }) => commands);
  if (command?.type !== 'SimpleCommand' || others.length > 0) return [];
  return literal(command.name) === 'exec' && command.args.length === 0 ? command.redirections : [];
}

/** Destination of the output after the statement. */
export const behindExec = (each: Statement, to: Streams): Streams => behind(redirectionsOfExec(each), to);

const opensFile = ({ operator }: Redirection): boolean => /^(&?>>?|>\|)$/.test(operator);
const callsExec = (node: SyntaxNode): boolean =>
  node.type === 'SimpleCommand' && literal((node as unknown as SimpleCommand).name) === 'exec';

/**
 * `exec > log`: makes a group of all that follows, with the redirection. just-bash gives the file what a program writes
 * into a pipe, too, and runs the `tee` of `exec > >(tee log)` only for a command.
 */
export function withExecutedFiles(statements: Statement[]): Statement[] {
  const at = statements.findIndex((each) =>
    redirectionsOfExec(each).some((every) => opensFile(every) && redirects(every, 1)),
  );
  const rest = statements.slice(at + 1);
  // A later one can restore what was before.
  if (at < 0 || rest.length === 0 || anyNode(rest, callsExec)) return statements;
  const all: Compound = { ...group(...rest), redirections: redirectionsOfExec(statements[at]!) };
  return [...statements.slice(0, at), statement(all)];
}

/**
 * Marks `exit`. `exec command`: runs the command and then exits. A program that does not exist ends a shell only if
 * nobody types into it.
 * @param rewrite Rewrites a command inside of the shell.
 */
export function leaving(
  command: SimpleCommand,
  interactive: boolean,
  rewrite: (command: SimpleCommand) => CommandNode,
): CommandNode | undefined {
  if (literal(command.name) === 'exit') return exiting(command);
  const [name, ...args] = command.args;
  if (literal(command.name) !== 'exec' || name === undefined || literal(name)?.startsWith('-') === true)
    return undefined;
  const exit = (): CommandNode => exiting(simpleCommand('exit', [lastExit()]));
  const run = group(statement(rewrite({ ...command, name, args })), statement(exit()));
  if (literal(name) === undefined) return run;
  const found = rewrite(simpleCommand(hidden.executable, [name]));
  const pipelines = [found, run, ...(interactive ? [] : [exit()])].map((each) => ({
    type: 'Pipeline' as const,
    negated: false,
    commands: [each],
  }));
  return group({ ...statement(), pipelines, operators: interactive ? ['&&'] : ['&&', '||'] });
}
