/** `cp` and `mv` into a folder that does not exist, which just-bash would create. */
import type { Refinement } from './refinement.ts';

const failures: Readonly<Record<string, (from: string, to: string) => string>> = {
  cp: (_, to) => `cp: cannot create regular file '${to}': No such file or directory`,
  mv: (from, to) => `mv: cannot move '${from}' to '${to}': No such file or directory`,
};

export const copying =
  (name: 'cp' | 'mv'): Refinement =>
  async (args, context, run) => {
    const { fs, cwd } = context;
    const operands = args.filter((arg) => !/^-./.test(arg));
    const [from, to] = [operands[0], operands.at(-1)!];
    if (from === undefined || operands.length < 2 || args.some((arg) => /^(-t|--target)/.test(arg))) {
      return run(args, context);
    }
    const path = fs.resolvePath(cwd, to);
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    if (await fs.exists(folder)) return run(args, context);
    for (const operand of operands.slice(0, -1)) {
      if (!(await fs.exists(fs.resolvePath(cwd, operand)))) return run(args, context);
    }
    const failure =
      operands.length > 2 ? `${name}: target '${to}': No such file or directory` : failures[name]!(from, to);
    return { stdout: '', stderr: `${failure}\n`, exitCode: 1 };
  };
