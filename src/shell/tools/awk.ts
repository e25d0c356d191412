/** `awk`: syntax errors of a program in mawk's words. */
// Models mawk's parse.y and scan.c: yyerror, compile_error, missing.
import type { CommandResult } from '../commands/terminal-output.ts';
import type { Refinement } from './refinement.ts';

/** just-bash's message for an unexpected token, with its position. */
const unexpected = /^awk: (?:Expected (\w+), got|Unexpected token:) (\w+) at line (\d+):(\d+)$/m;
const closing: Readonly<Record<string, string>> = { RBRACE: '}', RPAREN: ')' };
const syntaxExit = 2;

export const awk: Refinement = async (args, context, run) => {
  const result: CommandResult = await run(withLengths(args), context);
  const [, wanted = '', got, line, column] = unexpected.exec(result.stderr) ?? [];
  const program = programOf(args);
  if (got === undefined || program === undefined) return result;
  const bracket = closing[wanted];
  const error =
    got === 'EOF' && bracket !== undefined
      ? `line ${Number(line) + 1}: missing ${bracket} near end of file`
      : `line ${line}: syntax error at or near ${tokenAt(program, Number(line), Number(column))}`;
  return { ...result, stderr: `awk: ${error}\n`, exitCode: syntaxExit };
};

const lengths = /"(?:\\.|[^"\\])*"|\/(?:\\.|[^/\\\n])+\/|#.*|\blength\b(?!\s*\()/g;

/** `length > 3`: just-bash takes what follows for an argument. */
function withLengths(args: string[]): string[] {
  const program = programOf(args);
  if (program === undefined) return args;
  const whole = program.replace(lengths, (token) => (token === 'length' ? 'length($0)' : token));
  return args.map((arg) => (arg === program ? whole : arg));
}

/** Returns the program among the arguments; undefined if it is in a file. */
function programOf(args: readonly string[]): string | undefined {
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (word.startsWith('-f')) return undefined;
    if (word === '--') return args[at + 1];
    if (!word.startsWith('-')) return word;
    if (word === '-F' || word === '-v') at++;
  }
  return undefined;
}

/** Returns the word, number, string or operator that begins at a position. */
function tokenAt(program: string, line: number, column: number): string {
  const rest = (program.split('\n')[line - 1] ?? '').slice(column - 1).trimStart();
  if (rest === '') return 'end of line';
  return /^(?:\w+|"[^"]*"?|[-+*/%^=!<>&|]=?|.)/.exec(rest)?.[0] ?? rest;
}
