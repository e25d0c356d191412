/** Loads the programs of containers before the first request that may run one. */
import { installedPrograms, installPrograms, type Programs } from '../../engine/index.ts';

/** Matches a container's command, or an image whose own command is a shell. */
const runs =
  /\b(?:command|args|exec|busybox|alpine|debian|ubuntu|centos|fedora|almalinux|rockylinux|amazonlinux|bash)\b/;

export type LoadPrograms = () => Promise<{ readonly programs: Programs }>;

export class LaterPrograms {
  #loading: Promise<void> | undefined;

  constructor(private readonly part: LoadPrograms) {}

  /** Loads them. If that fails, containers run until they are stopped, and the next request tries again. */
  load(): Promise<void> {
    return (this.#loading ??= this.part()
      .then(({ programs }) => installPrograms(programs))
      .catch(() => (this.#loading = undefined)));
  }

  /** Calls `ask` at once, or after the programs that the text may need are loaded; keeps the order of calls. */
  before<T>(text: string, ask: () => T): T | { readonly outcome: Promise<T> } {
    const needed = installedPrograms() === undefined && (this.#loading !== undefined || runs.test(text));
    return needed ? { outcome: this.load().then(ask) } : ask();
  }
}
