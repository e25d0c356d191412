/** `--request-timeout`: the time limit of a request. Here, only streaming requests take time. */
// Models client-go/tools/clientcmd/helpers.go
import type { Chunk, KubectlEnvironment } from '../command.ts';
import { failure } from '../errors/failure.ts';
import { type Flags, parseDuration } from './flags.ts';

/** Virtual ms; 0 for no limit. A number without a unit is in seconds. */
export function readRequestTimeout(flags: Flags): number {
  const given = flags.string('request-timeout') || '0';
  const time = /^\+?\d+$/.test(given) ? Number(given) * 1000 : parseDuration(given);
  if (time !== undefined) return time;
  throw failure(
    'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
  );
}

/** Returns the end of a request that begins now. */
export function requestTimeout(flags: Flags, { cluster }: Pick<KubectlEnvironment, 'cluster'>) {
  const timeout = readRequestTimeout(flags);
  const until = timeout <= 0 ? undefined : cluster.now() + timeout;
  return {
    /** Returns the chunk that waits for the next change, at most until the request times out. */
    wait: (): Chunk => (until === undefined ? 'wait' : { until }),
    isOver: (): boolean => until !== undefined && cluster.now() >= until,
  };
}
