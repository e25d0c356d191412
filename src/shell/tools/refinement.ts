/** Corrections of single just-bash programs: missing options and different output. */
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';

/** Runs the program of just-bash with these arguments. */
export type RunTool = (args: string[], context: CommandContext) => Promise<CommandResult>;

/** Runs a program as the real one does. */
export type Refinement = (args: string[], context: CommandContext, run: RunTool) => Promise<CommandResult>;
