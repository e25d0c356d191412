import type { LabState } from '../../store/state/lab-state.ts';

/** Returns true if the set of the text was deleted after it was applied. */
export const isDeleted = ({ stage }: Pick<LabState, 'stage'>): boolean => stage.slots[0]?.absence === 'SetDeleted';
