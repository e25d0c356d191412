/** The commands of a container besides those of every shell. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { ProgramOutcome } from '../../engine/index.ts';
import { containerTools } from '../../engine/programs/index.ts';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import type { RunningContainer } from './find-container.ts';

/** @param now Virtual time in ms. */
export function containerCommands(container: RunningContainer, now: () => number): Command[] {
  return [...containerTools(container)].map(([name, tool]) =>
    defineCommand(name, async (args, context) => delivered(tool(args, container, { cwd: context.cwd, now }), context)),
  );
}

/** Writes the file that a program creates. */
export async function delivered(
  { file, ...result }: ProgramOutcome,
  { fs, cwd }: CommandContext,
): Promise<CommandResult> {
  if (file !== undefined) await fs.writeFile(fs.resolvePath(cwd, file.path), file.content);
  return result;
}
