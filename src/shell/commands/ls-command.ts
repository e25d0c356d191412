/** `ls`, as just-bash has it, but several files are listed without empty lines between them. */
import { type Command, defineCommand } from 'just-bash/browser';

export const lsCommand: Command = defineCommand('ls', async (args, context) => {
  const { fs, cwd } = context;
  const result = (await context.origCommand?.(args)) ?? { stdout: '', stderr: '', exitCode: 1 };
  for (const arg of args.filter((each) => !each.startsWith('-'))) {
    const path = fs.resolvePath(cwd, arg);
    if ((await fs.exists(path)) && (await fs.stat(path)).isDirectory) return result;
  }
  return { ...result, stdout: result.stdout.replace(/\n\n+/g, '\n') };
});
