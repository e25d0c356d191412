/** The second script of a figure: kubectl, and the programs that run in containers. */
import * as programs from '../../engine/programs/index.ts';
import * as kubectl from '../../store/commands/running-command.ts';

export interface More {
  readonly kubectl: typeof kubectl;
  readonly programs: typeof programs;
}

globalThis.statefulsetLab?.more?.({ kubectl, programs });
