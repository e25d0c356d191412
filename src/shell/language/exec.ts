/** `exec > file` without a command: redirects all that follows. */
import { behind, type Streams } from './hidden.ts';
import {
  anyNode,
  type Compound,
  group,
  literal,
  type Redirection,
  redirects,
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
