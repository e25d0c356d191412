/** Runs the commands of a figure in order, each when the cluster is at rest. */
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import type { Outcome } from '../../store/state/outcome.ts';

/**
 * Virtual ms after which the next command runs even if the cluster is not at rest, e.g. while a Pod crashes endlessly.
 */
const longest = 60_000;

/** @param failed Called with the output of a command that fails; the commands after it do not run. */
export async function runCommands(
  lab: Lab,
  commands: readonly string[],
  signal: AbortSignal,
  failed: (said: string) => void,
): Promise<void> {
  for (const command of commands) {
    await atRest(lab, signal);
    if (signal.aborted) return;
    const result = lab.act('runCommand', { command });
    const outcome = (result !== undefined && 'outcome' in result ? await result.outcome : result) as Outcome;
    if (!outcome.ok) return failed([command, ...outcome.lines].join('\n'));
  }
}

/** Resolves when nothing is due, or after that time. */
function atRest(lab: Lab, signal: AbortSignal): Promise<void> {
  const end = lab.store.getState().now + longest;
  const rests = ({ running, playing, past, now }: LabState): boolean => now >= end || (playing && !running && !past);
  return new Promise((resolve) => {
    const done = (): void => {
      unsubscribe();
      resolve();
    };
    const unsubscribe = lab.store.subscribe((state) => {
      if (rests(state)) done();
    });
    signal.addEventListener('abort', done, { once: true });
    if (rests(lab.store.getState())) done();
  });
}
