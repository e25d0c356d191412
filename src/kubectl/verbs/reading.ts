/** The commands that change nothing. */
import type { Command } from '../command.ts';
import { describe } from './describe.ts';
import { get } from './get.ts';
import { version } from './version.ts';

export const readingCommands: readonly Command[] = [describe, get, version];
