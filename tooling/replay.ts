/**
 * Replays recorded traces on the engine: `npm run --silent replay -- FILE...` prints one JSON line a file,
 * `{"name", "steps": [{"writes", "state"}]}`, in the format of the recordings (see src/engine/testing/trace.ts).
 * A trace that cannot be replayed gives a line without steps, and the reason on standard error.
 */
import { readFileSync } from 'node:fs';
import { replayTrace, type Trace } from '../src/engine/testing/trace.ts';
import './programs-setup.ts';

for (const file of process.argv.slice(2)) {
  const trace = JSON.parse(readFileSync(file, 'utf8')) as Trace;
  try {
    console.log(JSON.stringify(replayTrace(trace)));
  } catch (error) {
    console.error(`${file}: ${String(error)}`);
    console.log(JSON.stringify({ name: trace.name, steps: [] }));
  }
}
