/** How a command ends early. */
import { StatusError } from '../../engine/index.ts';
import { type CommandError, errorLines } from './errors.ts';

/** Thrown by a command; what it says is printed on stderr as kubectl words it. */
export class CommandFailure extends Error {
  constructor(
    readonly lines: readonly string[],
    readonly exit = 1,
    /** Earlier output on stdout. */
    readonly stdout = '',
  ) {
    super(lines.join('\n'));
  }
}

/** kubectl's own error, printed after `error: `, or several of any kind together. */
export const failure = (...errors: readonly CommandError[]): CommandFailure => new CommandFailure(errorLines(errors));

/** A wrong call, with where to read on. */
export const usageFailure = (path: string, message: string): CommandFailure =>
  failure(`${message}\nSee '${path} -h' for help and examples`);

/** Printed as it is. */
export const plainFailure = (text: string, exit = 1): CommandFailure => new CommandFailure(text.split('\n'), exit);

/** The failure in what was thrown; anything else is a bug and is thrown again. */
export function toFailure(thrown: unknown): CommandFailure {
  if (thrown instanceof CommandFailure) return thrown;
  if (thrown instanceof StatusError) return failure(thrown);
  // Thousands of brackets in a template or a patch, one in the other.
  if (thrown instanceof RangeError && /call stack/.test(thrown.message)) return failure('nested too deeply');
  throw thrown;
}
