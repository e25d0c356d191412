/** The commands that change something, or run something in a container. */
import type { Command } from '../command.ts';
import { annotate } from './annotate.ts';
import { apply } from './apply.ts';
import { autoscale } from './autoscale.ts';
import { cordon, uncordon } from './cordon.ts';
import { cp } from './cp.ts';
import { create } from './create.ts';
import { deleteCommand } from './delete.ts';
import { drain } from './drain.ts';
import { edit } from './edit.ts';
import { attach, exec } from './exec.ts';
import { expose } from './expose.ts';
import { label } from './label.ts';
import { patch } from './patch.ts';
import { portForward } from './port-forward.ts';
import { replace } from './replace.ts';
import { rollout } from './rollout.ts';
import { run } from './run.ts';
import { scale } from './scale.ts';
import { set } from './set.ts';
import { taint } from './taint.ts';
import { wait } from './wait.ts';

export const writingCommands: readonly Command[] = [
  annotate,
  apply,
  attach,
  autoscale,
  cordon,
  cp,
  create,
  deleteCommand,
  drain,
  edit,
  exec,
  expose,
  label,
  patch,
  portForward,
  replace,
  rollout,
  run,
  scale,
  set,
  taint,
  uncordon,
  wait,
];
