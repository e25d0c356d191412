/** When a session has to be saved anew. */
import { sameLook } from '../share/saved-fields.ts';
import type { LabState } from './lab-state.ts';

/** Whether the one would be saved as the other is; time alone is nothing to write down. */
export function sameSession(state: LabState, before: LabState): boolean {
  const parts = ['view', 'past', 'run', 'runs'] as const;
  const moved = state.past && state.now !== before.now;
  return !moved && parts.every((part) => state[part] === before[part]) && sameLook(state, before);
}
