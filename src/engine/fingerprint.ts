/** Identifies the engine: two engines with the same fingerprint make the same history from the same inputs. */
import { latency } from './controllers/latencies.ts';
import { fnv1 } from './base/hash.ts';

/**
 * Raised with every change after which the same inputs lead to other states. tooling/engine-digests.test.ts fails
 * until it is.
 */
const rulesVersion = 3;

/** Returns the version of the rules, and a hash of how long things take. */
export const engineFingerprint = (): string => `${rulesVersion}-${fnv1(JSON.stringify(latency)).toString(36)}`;
