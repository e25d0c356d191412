/** `vi` and similar commands: open a file in the page's own editor. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { ShellEnvironment } from '../environment.ts';

export function editCommands(environment: ShellEnvironment): Command[] {
  return ['vi', 'vim', 'nano', 'emacs', 'edit'].map((name) =>
    defineCommand(name, async (args, { fs, cwd, signal }) => {
      const file = args.find((arg) => !/^[-+]/.test(arg));
      if (file === undefined) return { stdout: '', stderr: `usage: ${name} file\n`, exitCode: 1 };
      const path = fs.resolvePath(cwd, file);
      const text = (await fs.exists(path)) ? await fs.readFile(path) : '';
      const edited = await environment.edit(file, text, signal ?? new AbortController().signal);
      if (edited !== undefined) await fs.writeFile(path, edited);
      return { stdout: '', stderr: '', exitCode: 0 };
    }),
  );
}
