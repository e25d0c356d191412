/** The lab's own programs of every system: those that just-bash does not have, or whose behavior differs too much. */
import type { Command } from 'just-bash/browser';
import { cmpCommand } from './cmp.ts';
import { diffCommand } from './diff.ts';
import { odCommand } from './od.ts';
import { realpathCommand } from './realpath.ts';
import { seqCommand } from './seq.ts';
import { wcCommand } from './wc.ts';

export interface ToolOptions {
  /** True for a machine with BusyBox programs. */
  readonly busybox: boolean;
}

export const ownTools = ({ busybox }: ToolOptions): readonly Command[] => [
  cmpCommand,
  diffCommand(busybox),
  odCommand,
  realpathCommand,
  seqCommand,
  wcCommand,
];
