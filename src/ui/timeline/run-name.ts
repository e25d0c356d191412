import type { Translate } from '../../i18n/index.ts';
import type { RunInfo } from '../../store/state/lab-state.ts';

/** Returns the name of a branch. */
export function runName(t: Translate, { id, name }: Pick<RunInfo, 'id' | 'name'>): string {
  return name ?? t('timeline.run', { id });
}

/** Longest beginning of a command that is shown, in characters. */
const maxBegan = 44;

/** Returns a command without `kubectl`, and without what is long in it. */
export function shortCommand(command: string): string {
  const short = command.replace(/^kubectl /, '').replace(/-p '.*'$/, '-p …');
  return short.length > maxBegan ? `${short.slice(0, maxBegan)}…` : short;
}

/** Returns the difference of a branch: the first action in it that is not in the one that it left. */
export function runBegan({ from, began }: Pick<RunInfo, 'from' | 'began'>): string | null {
  return from === null || began === null ? null : shortCommand(began);
}
