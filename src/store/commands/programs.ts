/** Loads the programs of containers when something is first asked for that may run one. */
import { installedPrograms, installPrograms } from '../../engine/index.ts';

/** A command of a container, or an image whose own command is a shell. */
const runs =
  /\b(?:command|args|exec|busybox|alpine|debian|ubuntu|centos|fedora|almalinux|rockylinux|amazonlinux|bash)\b/;

let loading: Promise<void> | undefined;

/** Loads them. Where that fails, containers run until they are stopped, and the next request tries again. */
export function loadPrograms(): Promise<void> {
  return (loading ??= import('../../engine/programs/index.ts')
    .then(({ programs }) => installPrograms(programs))
    .catch(() => (loading = undefined)));
}

/** Asks at once, or after the programs have come that the text may need; what was asked before comes before. */
export function withPrograms<T>(text: string, ask: () => T): T | { readonly outcome: Promise<T> } {
  const needed = installedPrograms() === undefined && (loading !== undefined || runs.test(text));
  return needed ? { outcome: loadPrograms().then(ask) } : ask();
}
