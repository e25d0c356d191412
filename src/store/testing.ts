/** Labs for the tests of this and higher floors. */
import * as commands from './commands/running-command.ts';
import type { Actor, ApiServer } from '../engine/index.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Lab, LabOptions } from './lab.ts';
import { createLabStore } from './lab-store.ts';
import { lazyParts } from './lazy-parts.ts';

/** A lab whose frames the test makes: `run(ms)` lets wall time pass. Its kubectl is loaded already. */
export function newLab(options: Partial<LabOptions> = {}) {
  let pending: ((time: number) => void) | undefined;
  let time = 0;
  const lab = createLabStore({
    example: 'complete',
    parts: { ...lazyParts, kubectl: () => commands },
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
  const state = lab.store.getState;
  const names = () => state().stage.slots.flatMap(({ pod }) => pod?.name ?? []);
  const lastCommand = () => state().commands.at(-1);
  return { lab, state, run, names, lastCommand, waiting: () => pending !== undefined };
}

/** A lab with the complete example applied, and all its Pods Ready. */
export function applied(options?: Partial<LabOptions>) {
  const made = newLab(options);
  made.lab.act('apply');
  made.run(20_000);
  return made;
}

/** Moves the timeline as no action does. */
export function move({ read }: Pick<Lab, 'read'>, go: (timeline: Timeline) => void): void {
  read(({ timeline, access }) => {
    go(timeline);
    access.settle();
  });
}

/** Asks something of the API server, as a program beside the page does. */
export function request({ read }: Pick<Lab, 'read'>, send: (api: ApiServer, actor: Actor) => unknown): void {
  read(({ access }) => {
    send(access.api, { name: 'user', reason: 'test' });
    access.settle();
  });
}
