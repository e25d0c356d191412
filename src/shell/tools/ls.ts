/** `ls` lists several files without empty lines between them. */
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';

export async function withoutEmptyLines(
  args: readonly string[],
  { fs, cwd }: CommandContext,
  result: CommandResult,
): Promise<CommandResult> {
  for (const arg of args.filter((each) => !each.startsWith('-'))) {
    const path = fs.resolvePath(cwd, arg);
    if ((await fs.exists(path)) && (await fs.stat(path)).isDirectory) return result;
  }
  return { ...result, stdout: result.stdout.replace(/\n\n+/g, '\n') };
}
