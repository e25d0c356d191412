/** The second script of a figure: kubectl, the programs that run in containers, and pictures of the stage. */
import * as programs from '../../engine/programs/index.ts';
import { runCommand } from '../../kubectl/run-command.ts';
import * as kubectl from '../../store/commands/running-command.ts';
import { picture } from './picture.ts';

export interface More {
  readonly kubectl: typeof kubectl;
  readonly programs: typeof programs;
  readonly picture: typeof picture;
  readonly runCommand: typeof runCommand;
}

if (globalThis.statefulsetLab) globalThis.statefulsetLab.more = { kubectl, programs, picture, runCommand };
