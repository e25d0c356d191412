/** Another engine, for tests and tools that need one: this one with other latencies. */
import { latency } from '../controllers/latencies.ts';

type Latencies = { -readonly [Name in keyof typeof latency]?: number | readonly number[] };

/** Makes things take other times until the returned function is called. */
export function otherLatencies(changes: Latencies): () => void {
  const usual = { ...latency };
  Object.assign(latency, changes);
  return () => void Object.assign(latency, usual);
}
