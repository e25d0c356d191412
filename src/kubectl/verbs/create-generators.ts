import type { Command } from '../command.ts';

export const generators: readonly Command[] = [];
