/** The parts of a lab as chunks of their own, which the browser loads when they are first needed. */
import type { LabParts } from './lab-parts.ts';

export const lazyParts: LabParts = {
  kubectl: () => import('./commands/running-command.ts'),
  programs: () => import('../engine/programs/index.ts'),
  convert: () => import('../manifests/convert.ts'),
  comparing: () => import('./moment/comparing.ts'),
  restoring: () => import('./session/opening.ts'),
  importing: () => import('./session/importing.ts'),
};
