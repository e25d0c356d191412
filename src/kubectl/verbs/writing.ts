/** The commands that change something, or run something in a container. */
import type { Command } from '../command.ts';
import { annotate } from './annotate.ts';
import { apply } from './apply.ts';
import { create } from './create.ts';
import { deleteCommand } from './delete.ts';
import { label } from './label.ts';
import { patch } from './patch.ts';
import { rollout } from './rollout.ts';
import { scale } from './scale.ts';
import { set } from './set.ts';

export const writingCommands: readonly Command[] = [
  annotate,
  apply,
  create,
  deleteCommand,
  label,
  patch,
  rollout,
  scale,
  set,
];
