/** Identifies the engine: two engines with the same fingerprint make the same history from the same inputs. */
import { latency } from './controllers/latencies.ts';
import { fnv1 } from './base/hash.ts';

/**
 * Raise this with every change after which the same inputs lead to other states; otherwise,
 * tooling/engine-digests.test.ts fails.
 */
const rulesVersion = 7;

/** Returns the version of the rules, and a hash of all latencies. */
export const engineFingerprint = (): string => `${rulesVersion}-${fnv1(JSON.stringify(latency)).toString(36)}`;
