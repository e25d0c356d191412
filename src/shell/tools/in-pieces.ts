/**
 * Runs a program whose answer to a line depends on no other line on pieces of a long input, and yields between them: one
 * run over all of it would keep the page busy for seconds.
 */
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { extended, isTyped } from '../session/input.ts';
import { breathe } from '../turns.ts';
import { filterOf } from '../pipelines/line-by-line.ts';
import type { RunTool } from './refinement.ts';
import { stopped } from './tool-words.ts';

/** Number of bytes of a piece. */
const piece = 16 * 1024;
/** Largest number of lines for a `sed` that remembers earlier ones and does not stop early. */
const maxRemembered = 10_000;

type Input = CommandContext['stdin'];

export async function inPieces(
  name: string,
  args: string[],
  context: CommandContext,
  run: RunTool,
): Promise<CommandResult> {
  const input = isTyped(context) ? '' : (context.stdin as unknown as string);
  if (input.length <= piece) return run(args, context);
  if (args.includes('-') || filterOf(name, args)?.stateless !== true) {
    const long = name === 'sed' && !args.some((arg) => arg.includes('q')) && input.split('\n').length > maxRemembered;
    return long ? stopped() : run(args, context);
  }
  let result: CommandResult | undefined;
  for (let at = 0; at < input.length;) {
    const end = input.indexOf('\n', at + piece) + 1 || input.length;
    let wasRead = false;
    const part = input.slice(at, end) as unknown as Input;
    const own = extended(context, {
      get stdin(): Input {
        wasRead = true;
        return part;
      },
    });
    const next = await run(args, own);
    result = result === undefined ? next : joined(name, result, next);
    // The program reads files.
    if (!wasRead || next.stderr !== '') break;
    at = end;
    await breathe();
    context.signal?.throwIfAborted();
  }
  return result!;
}

/** `grep` succeeds if it has found something in any piece. */
function joined(name: string, before: CommandResult, next: CommandResult): CommandResult {
  const combine = name.endsWith('grep') ? Math.min : Math.max;
  return { ...next, stdout: before.stdout + next.stdout, exitCode: combine(before.exitCode, next.exitCode) };
}
