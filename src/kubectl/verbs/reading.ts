/** The commands that change nothing. */
import type { Command } from '../command.ts';
import { version } from './version.ts';

export const readingCommands: readonly Command[] = [version];
