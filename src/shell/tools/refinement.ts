/** Corrections of single programs of just-bash: options that they do not know, and what they print otherwise. */
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';

/** Runs the program of just-bash with these arguments. */
export type RunTool = (args: string[], context: CommandContext) => Promise<CommandResult>;

/** Runs a program as the real one would do it. */
export type Refinement = (args: string[], context: CommandContext, run: RunTool) => Promise<CommandResult>;
