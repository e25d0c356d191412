/** The commands that change something, or run something in a container. */
import type { Command } from '../command.ts';
import { annotate } from './annotate.ts';
import { apply } from './apply.ts';
import { cordon, uncordon } from './cordon.ts';
import { create } from './create.ts';
import { deleteCommand } from './delete.ts';
import { drain } from './drain.ts';
import { label } from './label.ts';
import { patch } from './patch.ts';
import { rollout } from './rollout.ts';
import { scale } from './scale.ts';
import { set } from './set.ts';
import { taint } from './taint.ts';
import { wait } from './wait.ts';

export const writingCommands: readonly Command[] = [
  annotate,
  apply,
  cordon,
  create,
  deleteCommand,
  drain,
  label,
  patch,
  rollout,
  scale,
  set,
  taint,
  uncordon,
  wait,
];
