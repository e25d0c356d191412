/** Decides when a session has to be saved again. */
import { sameLook } from '../../share/saved-fields.ts';
import type { LabState } from '../state/lab-state.ts';

/** Returns true if both states are saved as the same session; the passing of time alone is not saved. */
export function sameSession(state: LabState, before: LabState): boolean {
  const parts = ['view', 'past', 'run', 'runs'] as const;
  const moved = state.past && state.now !== before.now;
  return !moved && parts.every((part) => state[part] === before[part]) && sameLook(state, before);
}
