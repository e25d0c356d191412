/** `jq`: errors of a program that was right until it met its input, with the place that jq names. */
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { isTyped } from '../session/input.ts';
import type { Refinement } from './refinement.ts';

/** Errors of the work itself, which just-bash takes for errors of the JSON text. */
const atWork = /^jq: (?:parse )?error: ((?:Cannot|null|boolean|number|string|array|object) .*)$/m;
/** Exit code after such an error. */
const workFailed = 5;

export const jq: Refinement = async (args, context, run) => {
  const result: CommandResult = await run(args, context);
  const message = atWork.exec(result.stderr)?.[1];
  if (message === undefined) return result;
  return { ...result, stderr: `jq: error (at <stdin>:${linesRead(context)}): ${message}\n`, exitCode: workFailed };
};

/** Ends of lines that jq has read when it works on the last value of its input. */
function linesRead(context: CommandContext): number {
  return isTyped(context) ? 1 : String(context.stdin).split('\n').length - 1;
}
