/** `ls` lists several files without empty lines between them, with the modes that `chmod` has set. */
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';

/** A line of `ls -l`: type and mode, the columns up to the time, and the name. */
const longLine = /^([-dl])[-rwxsStT]{9}( .* (?:\d\d:\d\d|\d{4}) )(.+)$/;

export async function asListed(
  args: readonly string[],
  context: CommandContext,
  result: CommandResult,
): Promise<CommandResult> {
  const listed = await withoutEmptyLines(args, context, result);
  const isLong = args.some((arg) => /^-[a-zA-Z]*l/.test(arg));
  return isLong ? { ...listed, stdout: await withModes(args, context, listed.stdout) } : listed;
}

async function withModes(args: readonly string[], { fs, cwd }: CommandContext, text: string): Promise<string> {
  const isFolder = async (path: string): Promise<boolean> =>
    (await fs.exists(path)) && (await fs.stat(path)).isDirectory;
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const alone = operands.length === 1 && !args.some((arg) => /^-[a-zA-Z]*d/.test(arg));
  // The folder whose entries follow; a heading names the next one.
  let folder = alone && (await isFolder(fs.resolvePath(cwd, operands[0]!))) ? fs.resolvePath(cwd, operands[0]!) : cwd;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const [, heading] = /^(.+):$/.exec(line) ?? [];
    if (heading !== undefined) folder = fs.resolvePath(cwd, heading);
    const [, type, columns, name] = longLine.exec(line) ?? [];
    const path = name === undefined ? undefined : fs.resolvePath(folder, name.replace(/ -> .*$|[/*@]$/g, ''));
    const known = path !== undefined && type !== 'l' && (await fs.exists(path));
    lines.push(known ? `${type}${modeWords((await fs.stat(path)).mode)}${columns}${name}` : line);
  }
  return lines.join('\n');
}

/** Returns a mode as `rwxr-xr-x`. */
const modeWords = (mode: number): string =>
  [6, 3, 0]
    .map((shift) => ['r', 'w', 'x'].map((letter, i) => ((mode >> shift) & (4 >> i) ? letter : '-')).join(''))
    .join('');

async function withoutEmptyLines(
  args: readonly string[],
  { fs, cwd }: CommandContext,
  result: CommandResult,
): Promise<CommandResult> {
  const flags = args.filter((each) => /^-[^-]/.test(each)).join('');
  if (flags.includes('d') || args.includes('--directory')) {
    const stdout = result.stdout.replace(/\n\n+/g, '\n');
    // just-bash marks folders as `-F` does.
    return { ...result, stdout: /[Fp]/.test(flags) ? stdout : stdout.replace(/^(d[-rwxsStT]{9} .*)\/$/gm, '$1') };
  }
  for (const arg of args.filter((each) => !each.startsWith('-'))) {
    const path = fs.resolvePath(cwd, arg);
    if ((await fs.exists(path)) && (await fs.stat(path)).isDirectory) return result;
  }
  return { ...result, stdout: result.stdout.replace(/\n\n+/g, '\n') };
}
