import type { Translate } from '../../i18n/index.ts';
import type { RunInfo } from '../../store/state/lab-state.ts';

/** Returns the name of a branch. */
export function runName(t: Translate, { id, name }: Pick<RunInfo, 'id' | 'name'>): string {
  return name ?? t('timeline.run', { id });
}

/** The most characters of a command that are shown. */
const maxBegan = 44;

/** Returns a command without `kubectl` and without long arguments. */
export function shortCommand(command: string): string {
  const short = command.replace(/^kubectl /, '').replace(/-p '.*'$/, '-p …');
  return short.length > maxBegan ? `${short.slice(0, maxBegan)}…` : short;
}

/** Returns the first action of a branch after it branched off. */
export function runBegan({ from, began }: Pick<RunInfo, 'from' | 'began'>): string | null {
  return from === null || began === null ? null : shortCommand(began);
}
