/** Arguments such as `app=nginx` and `app-` after the resources of a command line. */
// Models kubectl/pkg/cmd/util/helpers.go (GetResourcesAndPairs, ParsePairs)
import { failure } from '../errors/failure.ts';

/** Splits arguments into those before the first pair, and the pairs. */
export function splitPairs(args: readonly string[], what: string): { resources: string[]; pairs: string[] } {
  const first = args.findIndex(isPair);
  if (first < 0) return { resources: [...args], pairs: [] };
  const stray = args.slice(first).find((arg) => !isPair(arg));
  if (stray !== undefined) throw failure(`all resources must be specified before ${what} changes: ${stray}`);
  return { resources: args.slice(0, first), pairs: args.slice(first) };
}

const isPair = (arg: string): boolean =>
  (arg.includes('=') && !arg.startsWith('=')) || (arg.endsWith('-') && arg !== '-');

export interface Pairs {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/** @param removes True if `key-` is allowed. */
export function parsePairs(pairs: readonly string[], what: string, removes: boolean): Pairs {
  const set = new Map<string, string>();
  const remove: string[] = [];
  const invalid: string[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at > 0) set.set(pair.slice(0, at), pair.slice(at + 1));
    else if (removes && pair.endsWith('-') && pair !== '-') remove.push(pair.slice(0, -1));
    else invalid.push(pair);
  }
  if (invalid.length > 0) throw failure(`invalid ${what} format: ${invalid.join(', ')}`);
  return { set, remove };
}
