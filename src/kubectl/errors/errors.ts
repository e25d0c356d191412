/** Errors as kubectl prints them: the API server's message, or its own after `error: `. */
// Models kubernetes/staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go
import { StatusError } from '../../engine/index.ts';

/** Error of a command; a string is kubectl's own message, without `error: `. */
export type CommandError = StatusError | string;

/** `error when creating "web.yaml": …`: the operation, and the file. */
export function withSource(verb: string, source: string, error: StatusError): StatusError {
  const { reason, message, causes, details } = error;
  return new StatusError(reason, `error when ${verb} "${source}": ${message}`, causes, details);
}

/** Returns the lines on stderr for these errors. */
export function errorLines(errors: readonly CommandError[]): readonly string[] {
  const [first] = errors;
  const text = errors.length === 1 ? only(first!) : errors.map(oneOfMany).join('\n');
  return errors.length === 0 ? [] : text.split('\n');
}

/** Errors that count as one among others. */
export function aggregate(errors: readonly string[]): readonly string[] {
  return errors.length < 2 ? errors : [`[${[...new Set(errors)].join(', ')}]`];
}

function only(error: CommandError): string {
  if (typeof error === 'string') return error.startsWith('error: ') ? error : `error: ${error}`;
  if (error.reason !== 'Invalid') return oneOfMany(error);
  const { kind = '', name = '' } = error.details;
  const what = kind === '' && name === '' ? 'The request is invalid' : `The ${kind} "${name}" is invalid`;
  if (error.causes.length === 0 && kind === '' && name === '') return `${what}: ${error.message}`;
  const causes = [...new Set(error.causes.map(({ field, message }) => `${field}: ${message}`))];
  if (causes.length < 2) return [what, ...causes].join(': ');
  return [`${what}: `, ...causes.map((cause) => `* ${cause}`)].join('\n');
}

const oneOfMany = (error: CommandError): string =>
  typeof error === 'string'
    ? error
    : `Error from server${error.reason === '' ? '' : ` (${error.reason})`}: ${error.message}`;
