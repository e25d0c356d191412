/** `realpath`: prints the absolute path of each file. */
import { type Command, defineCommand } from 'just-bash/browser';

export const realpathCommand: Command = defineCommand('realpath', async (args, { fs, cwd }) => {
  const names = args.filter((arg) => !/^-./.test(arg));
  if (names.length === 0) {
    const stderr = "realpath: missing operand\nTry 'realpath --help' for more information.\n";
    return { stdout: '', stderr, exitCode: 1 };
  }
  let [stdout, stderr] = ['', ''];
  for (const name of names) {
    const path = fs.resolvePath(cwd, name);
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    if (await fs.exists(path)) stdout += `${await fs.realpath(path)}\n`;
    else if ((await fs.exists(folder)) && !args.includes('-e')) stdout += `${path}\n`;
    else stderr += `realpath: ${name}: No such file or directory\n`;
  }
  return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 };
});
