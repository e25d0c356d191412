/** The error that ends a command. */
import { StatusError } from '../../engine/index.ts';
import { JsonPathError } from '../printers/json-path-parser.ts';
import { SelectorError } from '../resources/label-selector.ts';
import { type CommandError, errorLines } from './errors.ts';

/** Thrown by a command; its text is printed on stderr as kubectl prints it. */
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

/** kubectl's own error, printed after `error: `, or several of any kind. */
export const failure = (...errors: readonly CommandError[]): CommandFailure => new CommandFailure(errorLines(errors));

/** A usage error, with a hint where to read more. */
export const usageFailure = (path: string, message: string): CommandFailure =>
  failure(`${message}\nSee '${path} -h' for help and examples`);

/** Printed unchanged. */
export const plainFailure = (text: string, exit = 1): CommandFailure => new CommandFailure(text.split('\n'), exit);

/** Returns the failure for a thrown value; any other error is a bug and is thrown again. */
export function toFailure(thrown: unknown): CommandFailure {
  if (thrown instanceof CommandFailure) return thrown;
  if (thrown instanceof StatusError) return failure(thrown);
  if (thrown instanceof JsonPathError || thrown instanceof SelectorError) return failure(thrown.message);
  // Thousands of nested brackets in a template or a patch.
  if (thrown instanceof RangeError && /call stack/.test(thrown.message)) return failure('nested too deeply');
  throw thrown;
}
