/** Runs the kubectl commands of buttons. kubectl is loaded when one is first run. */
import { installedPrograms } from '../../engine/index.ts';
import type { CommandParts, Following } from './command-parts.ts';
import type { Outcome, PendingOutcome } from '../state/outcome.ts';
import type { LaterPrograms } from './programs.ts';
import type { startCommand } from './running-command.ts';
import type { PageSlice } from '../state/state-store.ts';

/** The part that is loaded. */
interface Loaded {
  readonly startCommand: typeof startCommand;
}

/** Loads the part that runs commands, or returns it if it is loaded. */
export type LoadKubectl = () => Loaded | Promise<Loaded>;

interface KubectlParts extends CommandParts {
  readonly page: PageSlice;
  readonly load: LoadKubectl;
  readonly programs: LaterPrograms;
}

export class Kubectl {
  #loaded: Loaded | undefined;

  constructor(private readonly parts: KubectlParts) {}

  /** Loads kubectl ahead of the first command; a failure is left to that command. */
  preload(): void {
    void Promise.resolve(this.parts.load()).then(
      (loaded) => (this.#loaded = loaded),
      () => {},
    );
  }

  /** Runs a command. Returns its output so far; a pending outcome if kubectl is not loaded yet. */
  run(argv: readonly string[], following: Following = {}): Outcome | PendingOutcome {
    const { store, page, moment } = this.parts;
    const loading = this.#loaded ?? this.parts.load();
    const programs = argv[0] === 'exec' && installedPrograms() === undefined ? this.parts.programs.load() : undefined;
    if (!(loading instanceof Promise) && !programs)
      return (this.#loaded = loading).startCommand(this.parts, argv, following);
    const outcome = Promise.all([loading, programs]).then(
      ([loaded]) =>
        store.commit(() => {
          const result = (this.#loaded = loaded).startCommand(this.parts, argv, following);
          moment.settle();
          return result;
        }),
      () => {
        following.ended?.(false);
        page.set({ banner: 'NotLoaded' });
        return { ok: false, lines: ['kubectl could not be loaded'] };
      },
    );
    return { outcome };
  }
}
