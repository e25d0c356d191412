/** Loads the programs of containers when something is first asked for that may run one. */
import type { installPrograms } from '../engine/index.ts';

/** Where a container is told what to run, or its image runs a shell unless it is told otherwise. */
const runs =
  /\b(?:command|args|exec|busybox|alpine|debian|ubuntu|centos|fedora|almalinux|rockylinux|amazonlinux|bash)\b/;

export class ProgramLoader {
  #loaded = false;
  #loading: Promise<void> | undefined;

  /** @param install Of the engine, once that has been loaded. */
  constructor(private readonly install: () => Promise<typeof installPrograms>) {}

  /** Does it at once, or when the programs have come that it may need; what was asked before comes before. */
  before(text: string, ask: () => void): void {
    if (this.#loaded || (this.#loading === undefined && !runs.test(text))) ask();
    else void this.load().then(ask);
  }

  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    try {
      const [install, { programs }] = await Promise.all([this.install(), import('../engine/programs/index.ts')]);
      install(programs);
      this.#loaded = true;
    } catch {
      // Offline: containers run until they are stopped, and the next request tries again.
      this.#loading = undefined;
    }
  }
}
