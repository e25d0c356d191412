/** The commands that change something, or run something in a container. */
import type { Command } from '../command.ts';

export const writingCommands: readonly Command[] = [];
