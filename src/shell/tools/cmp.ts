/** `cmp`: compares two files byte by byte. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { textOfInput } from '../session/input.ts';

export const cmpCommand: Command = defineCommand('cmp', (args, context) => cmp(args, context));

const trouble = 2;

async function cmp(args: readonly string[], context: CommandContext): Promise<CommandResult> {
  const options = args.filter((arg) => /^-./.test(arg));
  const [first, second = '-', ...more] = args.filter((arg) => !/^-./.test(arg));
  const wrong = options.find((option) => !/^(-[sblz]+|--(silent|quiet|verbose|print-bytes))$/.test(option));
  const failed = (reason: string): CommandResult => ({ stdout: '', stderr: `cmp: ${reason}\n`, exitCode: trouble });
  const usage = (reason: string): CommandResult => failed(`${reason}\ncmp: Try 'cmp --help' for more information.`);
  if (wrong !== undefined) {
    return usage(wrong.startsWith('--') ? `unrecognized option '${wrong}'` : `invalid option -- '${wrong[1]}'`);
  }
  if (first === undefined) return usage("missing operand after 'cmp'");
  if (more.length > 2) return usage(`extra operand '${more[2]}'`);
  const silent = options.some((option) => /^-[a-z]*s|^--(silent|quiet)$/.test(option));
  const bytes: Uint8Array[] = [];
  for (const name of [first, second]) {
    const content = await contentOf(name, context);
    if (typeof content === 'string') return silent ? { ...failed(''), stderr: '' } : failed(`${name}: ${content}`);
    bytes.push(content);
  }
  return compared([first, second], bytes, {
    silent,
    all: options.some((option) => /^-[a-z]*l|^--verbose$/.test(option)),
  });
}

interface Wanted {
  readonly silent: boolean;
  /** Prints each difference instead of the first one. */
  readonly all: boolean;
}

function compared(names: readonly string[], bytes: readonly Uint8Array[], { silent, all }: Wanted): CommandResult {
  const [one, two] = [bytes[0]!, bytes[1]!];
  const shared = Math.min(one.length, two.length);
  let [stdout, line, exitCode] = ['', 1, 0];
  for (let at = 0; at < shared; at++) {
    if (one[at] !== two[at]) {
      exitCode = 1;
      if (silent) break;
      const numbers = [at + 1, ...[one[at]!, two[at]!].map((byte) => byte.toString(8).padStart(3))];
      if (all) stdout += `${numbers.join(' ')}\n`;
      else return { stdout: `${names.join(' ')} differ: byte ${at + 1}, line ${line}\n`, stderr: '', exitCode };
    }
    if (one[at] === 10) line++;
  }
  if (one.length === two.length) return { stdout, stderr: '', exitCode };
  const short = one.length < two.length ? 0 : 1;
  const ends = bytes[short]!.at(-1) === 10;
  const place =
    shared === 0 ? 'which is empty' : `after byte ${shared}, ${ends ? `line ${line - 1}` : `in line ${line}`}`;
  const stderr = silent ? '' : `cmp: EOF on ${names[short]} ${all && shared > 0 ? `after byte ${shared}` : place}\n`;
  return { stdout, stderr, exitCode: 1 };
}

async function contentOf(name: string, context: CommandContext): Promise<Uint8Array | string> {
  if (name === '-') return new TextEncoder().encode(await textOfInput(context));
  const { fs, cwd } = context;
  const path = fs.resolvePath(cwd, name);
  if (!(await fs.exists(path))) return 'No such file or directory';
  return (await fs.stat(path)).isDirectory ? 'Is a directory' : fs.readFileBuffer(path);
}
