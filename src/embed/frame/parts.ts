/** The lab's lazy parts in a figure. Parts that few figures need are in the second script. */
import type { LabParts } from '../../store/lab-parts.ts';
import * as opening from '../../store/session/opening.ts';
import { loadMore } from './more.ts';

const absent = (): Promise<never> => Promise.reject(new Error('A figure has no such part.'));

export const frameParts: LabParts = {
  restoring: () => Promise.resolve(opening),
  kubectl: () => loadMore().then(({ kubectl }) => kubectl),
  programs: () => loadMore().then(({ programs }) => programs),
  convert: absent,
  comparing: absent,
  importing: absent,
};
