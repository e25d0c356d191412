/** `head -n -3` and `head -c -3`: all but the last lines or bytes; short forms of `head` and `tail`. */
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { textOfInput } from '../session/input.ts';
import type { Refinement } from './refinement.ts';

const counted = /^(?:-[qv]*(?<unit>[nc])|--(?<long>lines|bytes)=)(?<count>.*)$/;

export const head: Refinement = async (args, context, run) => {
  const wanted = allBut(args);
  if (wanted === undefined) return run(withSuffix(args), context);
  const { unit, count, names, quiet } = wanted;
  let [stdout, stderr] = ['', ''];
  for (const [i, name] of (names.length === 0 ? ['-'] : names).entries()) {
    const text = await read(name, context);
    if (text === undefined) {
      stderr += `head: cannot open '${name}' for reading: No such file or directory\n`;
      continue;
    }
    if (names.length > 1 && !quiet) stdout += `${i === 0 ? '' : '\n'}==> ${name} <==\n`;
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    stdout +=
      unit === 'c' ? text.slice(0, Math.max(0, text.length - count)) : lines.slice(0, -count || undefined).join('');
  }
  return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 };
};

/** `tail -n -3` means `tail -n 3`, `tail +3` means `tail -n +3`; `tail -c +3` begins at a byte. */
export const tail: Refinement = async (args, context, run) => {
  const plain = withSuffix(args).map((arg, i, all) => {
    if (/^-\d/.test(arg) && /^-[qv]*[nc]$/.test(all[i - 1] ?? '')) return arg.slice(1);
    if (/^\+\d+$/.test(arg) && i === 0) return `-n${arg}`;
    return arg.replace(/^(--(?:lines|bytes)=|-[nc])-(\d+)$/, '$1$2').replace(/^--lines=\+/, '-n+');
  });
  const from = fromByte(plain);
  if (from === undefined) return run(plain, context);
  const whole = await run(['-n+1', ...from.others], context);
  return { ...whole, stdout: whole.stdout.slice(Math.max(0, from.byte - 1)) };
};

function fromByte(args: readonly string[]): { readonly byte: number; readonly others: string[] } | undefined {
  for (const [i, arg] of args.entries()) {
    const [, attached] = /^(?:-c|--bytes=)(\+?\d*)$/.exec(arg) ?? [];
    const count = attached === '' ? (args[i + 1] ?? '') : (attached ?? '');
    if (!/^\+\d+$/.test(count)) continue;
    return { byte: Number(count), others: [...args.slice(0, i), ...args.slice(i + (attached === '' ? 2 : 1))] };
  }
  return undefined;
}

const factors: Readonly<Record<string, number>> = { b: 512, k: 1024, K: 1024, kB: 1000, M: 1024 ** 2, MB: 1e6 };

/** `head -c 1K` */
const withSuffix = (args: readonly string[]): string[] =>
  args.map((arg, i) => {
    const count = /^(?<before>-[nc]|--(?:lines|bytes)=|)(?<number>\d+)(?<unit>[bkKM]B?)$/.exec(arg)?.groups;
    const { before = '', number = '', unit = '' } = count ?? {};
    if (count === undefined || (before === '' && !/^-[qv]*[nc]$/.test(args[i - 1] ?? ''))) return arg;
    return factors[unit] === undefined ? arg : `${before}${Number(number) * factors[unit]}`;
  });

function allBut(args: readonly string[]) {
  const names: string[] = [];
  let found: { readonly unit: string; readonly count: number } | undefined;
  let quiet = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    const { unit, long, count = '' } = counted.exec(arg)?.groups ?? {};
    if (unit !== undefined || long !== undefined) {
      const value = count === '' ? (args[++at] ?? '') : count;
      found = /^-\d+$/.test(value) ? { unit: unit ?? long![0]!.replace('b', 'c'), count: -Number(value) } : undefined;
    } else if (!/^-./.test(arg)) names.push(arg);
    if (/^-[nc]*q|^--quiet$/.test(arg)) quiet = true;
  }
  return found && { ...found, names, quiet };
}

async function read(name: string, context: CommandContext): Promise<CommandResult['stdout'] | undefined> {
  if (name === '-') return textOfInput(context);
  const { fs, cwd } = context;
  const path = fs.resolvePath(cwd, name);
  return (await fs.exists(path)) && !(await fs.stat(path)).isDirectory ? fs.readFile(path) : undefined;
}
