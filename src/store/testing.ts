/** Labs for the tests of this folder. */
import { apply } from './actions/apply.ts';
import type { LabOptions } from './lab.ts';
import { createLabStore } from './lab-store.ts';

/** A lab whose frames the test makes: `run(ms)` lets wall time pass. */
export function newLab(options: Partial<LabOptions> = {}) {
  let pending: ((time: number) => void) | undefined;
  let time = 0;
  const lab = createLabStore({
    example: 'complete',
    frames: {
      request: (callback) => {
        pending = callback;
        return 1;
      },
      cancel: () => (pending = undefined),
      now: () => 0,
    },
    ...options,
  });
  const run = (ms: number) => {
    for (const end = time + ms; time < end; time += 50) {
      const callback = pending;
      pending = undefined;
      callback?.(time);
    }
  };
  const names = () => lab.state().stage.slots.flatMap(({ pod }) => pod?.name ?? []);
  const lastCommand = () => lab.state().commands.at(-1);
  return { lab, run, names, lastCommand, waiting: () => pending !== undefined };
}

/** The complete example, applied, with all its Pods Ready. */
export function applied(options?: Partial<LabOptions>) {
  const made = newLab(options);
  made.lab.act(apply);
  made.run(20_000);
  return made;
}
