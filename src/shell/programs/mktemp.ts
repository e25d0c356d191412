/** `mktemp`: creates a file or folder with a name of its own. The names are the same each time, as in all of the lab. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';

export const mktempCommand: Command = defineCommand('mktemp', (args, context) => mktemp(args, context));

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const failed = (reason: string): CommandResult => ({ stdout: '', stderr: `mktemp: ${reason}\n`, exitCode: 1 });

async function mktemp(args: readonly string[], { fs, cwd, env }: CommandContext): Promise<CommandResult> {
  let [isFolder, dry, quiet] = [false, false, false];
  let folder: string | undefined;
  let suffix = '';
  const templates: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    const [, named, value] = /^--(tmpdir|suffix)(?:=(.*))?$/.exec(arg) ?? [];
    if (named === 'tmpdir') folder = value ?? env.get('TMPDIR') ?? '/tmp';
    else if (named === 'suffix') suffix = value ?? args[++at] ?? '';
    else if (arg === '-p') folder = args[++at] ?? '/tmp';
    else if (arg === '-t') folder ??= env.get('TMPDIR') ?? '/tmp';
    else if (/^-[dqu]+$|^--(directory|dry-run|quiet)$/.test(arg)) {
      isFolder ||= /^-d|^-\w+d|^--directory/.test(arg);
      dry ||= /^-\w*u|^--dry-run/.test(arg);
      quiet ||= /^-\w*q|^--quiet/.test(arg);
    } else if (/^-./.test(arg)) {
      const option = arg.startsWith('--') ? `unrecognized option '${arg}'` : `invalid option -- '${arg[1]}'`;
      return failed(`${option}\nTry 'mktemp --help' for more information.`);
    } else templates.push(arg);
  }
  if (templates.length > 1) return failed("too many templates\nTry 'mktemp --help' for more information.");
  const [template] = templates;
  if (template === undefined) folder ??= env.get('TMPDIR') ?? '/tmp';
  const whole = (template ?? 'tmp.XXXXXXXXXX') + suffix;
  const [, before = '', marks, after = ''] = /^(.*?)(X{3,})([^X/]*)$/s.exec(whole) ?? [];
  if (marks === undefined) return failed(`too few X's in template ‘${whole}’`);
  for (let number = 1; ; number++) {
    const name = `${folder === undefined ? '' : `${folder.replace(/\/$/, '')}/`}${before}${mixed(number, marks.length)}${after}`;
    const path = fs.resolvePath(cwd, name);
    if (await fs.exists(path)) continue;
    try {
      if (!dry && isFolder) await fs.mkdir(path);
      else if (!dry) {
        if (!(await fs.exists(path.replace(/\/[^/]*$/, '') || '/'))) throw new Error('ENOENT');
        await fs.writeFile(path, '');
      }
    } catch {
      const what = isFolder ? 'directory' : 'file';
      const shown = name.replace(mixed(number, marks.length), marks);
      return quiet
        ? { stdout: '', stderr: '', exitCode: 1 }
        : failed(`failed to create ${what} via template ‘${shown}’: No such file or directory`);
    }
    if (!dry) await fs.chmod(path, isFolder ? 0o700 : 0o600);
    return { stdout: `${name}\n`, stderr: '', exitCode: 0 };
  }
}

/** Returns letters that look random, by a linear congruential sequence. */
function mixed(number: number, length: number): string {
  let [state, text] = [number, ''];
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += letters[(state >>> 16) % letters.length];
  }
  return text;
}
