/** Reads the number of a port from a flag. */
import { failure } from '../errors/failure.ts';

/** @throws CommandFailure In Go's words, if the text is not a whole number. */
export function readPort(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw failure(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}
