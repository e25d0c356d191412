/** `shuf`: prints lines in another order. The order is the same each time, as in all of the lab. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { textOfInput } from '../session/input.ts';
import { stopped } from '../tools/tool-words.ts';

/** Largest number of lines. */
const most = 100_000;

export const shufCommand: Command = defineCommand('shuf', (args, context) => shuf(args, context));

const failed = (reason: string): CommandResult => ({ stdout: '', stderr: `shuf: ${reason}\n`, exitCode: 1 });
const hint = "\nTry 'shuf --help' for more information.";

async function shuf(args: readonly string[], context: CommandContext): Promise<CommandResult> {
  let [count, range, isEcho] = [Infinity, '', false];
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [, name = '', attached = ''] =
      /^--?(e|echo|n|head-count|i|input-range|r|repeat|z)=?(.*)$/s.exec(args[at]!) ?? [];
    if (!/^-./.test(args[at]!)) operands.push(args[at]!);
    else if (args[at] === '--') {
      operands.push(...args.slice(at + 1));
      break;
    } else if (name.startsWith('e')) isEcho = true;
    else if (name === 'n' || name === 'head-count') {
      const value = attached || (args[++at] ?? '');
      if (!/^\d+$/.test(value)) return failed(`invalid line count: ‘${value}’`);
      count = Number(value);
    } else if (name.startsWith('i')) range = attached || (args[++at] ?? '');
    else return failed(`invalid option -- '${args[at]!.replace(/^-+/, '')[0] ?? ''}'${hint}`);
  }
  const lines = range !== '' ? numbers(range) : isEcho ? operands : await linesOf(operands, context);
  if (typeof lines === 'string') return failed(lines);
  if (lines.length > most) return stopped();
  const mixed = shuffled(lines).slice(0, count);
  return { stdout: mixed.map((line) => `${line}\n`).join(''), stderr: '', exitCode: 0 };
}

function numbers(range: string): string[] | string {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(range) ?? [];
  if (from === undefined || Number(to) < Number(from)) return `invalid input range: ‘${range}’`;
  const length = Math.min(Number(to) - Number(from), most) + 1;
  return Array.from({ length }, (_, i) => String(Number(from) + i));
}

async function linesOf([file = '-', extra]: readonly string[], context: CommandContext): Promise<string[] | string> {
  if (extra !== undefined) return `extra operand ‘${extra}’${hint}`;
  const { fs, cwd } = context;
  const path = fs.resolvePath(cwd, file);
  if (file !== '-' && !(await fs.exists(path))) return `${file}: No such file or directory`;
  const text = file === '-' ? await textOfInput(context) : await fs.readFile(path);
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Mixes by a linear congruential sequence that begins with the number of lines. */
function shuffled(lines: readonly string[]): string[] {
  const mixed = [...lines];
  let state = lines.length;
  for (let left = mixed.length - 1; left > 0; left--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (left + 1);
    [mixed[left], mixed[other]] = [mixed[other]!, mixed[left]!];
  }
  return mixed;
}
