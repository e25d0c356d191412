/** `od`: prints the bytes of a file or of the input as GNU's does. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { bytesOf, isTyped, textOfInput } from '../session/input.ts';
import { breathe } from '../turns.ts';

const named: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};
/** Width of a value without the space before it, for each size in bytes. */
const widths: Readonly<Record<string, readonly number[]>> = {
  o: [0, 3, 6, 0, 11],
  x: [0, 2, 4, 0, 8],
  u: [0, 3, 5, 0, 10],
  d: [0, 4, 6, 0, 11],
};
/** Traditional letters for types. */
const letters: Readonly<Record<string, string>> = { b: 'o1', c: 'c', d: 'u2', o: 'o2', s: 'd2', x: 'x2' };

/** Number of bytes between two turns of the page. */
const turn = 4096;

interface Request {
  types: string[];
  radix: string;
  skip: number;
  length: number;
  all: boolean;
}

/** Parses the options. Returns the error for invalid ones. */
function read(args: readonly string[], request: Request, files: string[]): string | undefined {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    const [, letter, attached] = /^-([AtNj])(.*)$/.exec(arg) ?? [];
    if (letter !== undefined) {
      const value = attached || (args[++at] ?? '');
      if (value === '') return `option requires an argument -- '${letter}'`;
      if (letter === 't') request.types.push(...(value.match(/c|[doux][1248CSIL]?/g) ?? []));
      else if (letter === 'A') request.radix = value;
      else if (letter === 'N') request.length = Number(value);
      else request.skip = Number(value);
    } else if (arg === '-v') request.all = true;
    else if (/^-[bcdosx]+$/.test(arg)) request.types.push(...[...arg.slice(1)].map((one) => letters[one]!));
    else if (arg.startsWith('-') && arg !== '-') return `invalid option -- '${arg[1]}'`;
    else files.push(arg);
  }
  return undefined;
}

const sizeOf = (type: string): number => {
  if (type === 'c') return 1;
  return { C: 1, S: 2, I: 4, L: 8 }[type[1]!] ?? Number(type[1] ?? 4);
};

function value(type: string, bytes: Uint8Array): string {
  if (type === 'c') {
    const [byte = 0] = bytes;
    return (
      named[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'))
    ).padStart(3);
  }
  const size = sizeOf(type);
  const width = widths[type[0]!]![size] ?? 20;
  let number = 0n;
  for (let i = size - 1; i >= 0; i--) number = number * 256n + BigInt(bytes[i] ?? 0);
  if (type[0] === 'd') return String(BigInt.asIntN(size * 8, number)).padStart(width);
  if (type[0] === 'u') return String(number).padStart(width);
  return number.toString(type[0] === 'o' ? 8 : 16).padStart(width, '0');
}

/** Returns the rows. Yields between some of them: 2 MB would keep the page busy for more than a second. */
async function dump(
  bytes: Uint8Array,
  { types, radix, skip, all }: Request,
  signal: AbortSignal | undefined,
): Promise<string> {
  const base = { d: 10, x: 16 }[radix] ?? 8;
  const address = (at: number): string =>
    radix === 'n' ? '' : (at + skip).toString(base).padStart(radix === 'x' ? 6 : 7, '0');
  // The values of all types are in the same columns.
  const widest = Math.max(...types.map((type) => (value(type, new Uint8Array(8)).length + 1) / sizeOf(type)));
  const lines: string[] = [];
  let before = '';
  for (let at = 0; at < bytes.length; at += 16) {
    if (at % turn === 0) {
      await breathe();
      signal?.throwIfAborted();
    }
    const row = bytes.subarray(at, at + 16);
    const same = row.length === 16 && row.join() === before;
    before = row.join();
    if (same && !all) {
      if (lines.at(-1) !== '*') lines.push('*');
      continue;
    }
    for (const [index, type] of types.entries()) {
      const size = sizeOf(type);
      let text = index === 0 ? address(at) : ' '.repeat(address(at).length);
      for (let i = 0; i < row.length; i += size) text += value(type, row.subarray(i, i + size)).padStart(widest * size);
      lines.push(text);
    }
  }
  if (radix !== 'n') lines.push(address(bytes.length));
  return lines.map((line) => `${line}\n`).join('');
}

/** The bytes of the input, which has a character for each. */
async function input(context: CommandContext): Promise<Uint8Array> {
  const text = String(isTyped(context) ? bytesOf(await textOfInput(context)) : context.stdin);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export const odCommand: Command = defineCommand('od', async (args, context): Promise<CommandResult> => {
  const request: Request = { types: [], radix: 'o', skip: 0, length: Infinity, all: false };
  const files: string[] = [];
  const failed = (reason: string): CommandResult => ({ stdout: '', stderr: `od: ${reason}\n`, exitCode: 1 });
  const wrong = read(args, request, files);
  if (wrong !== undefined) return failed(`${wrong}\nTry 'od --help' for more information.`);
  if (request.types.length === 0) request.types.push('o2');
  const parts: Uint8Array[] = [];
  for (const file of files.length === 0 ? ['-'] : files) {
    const path = context.fs.resolvePath(context.cwd, file);
    if (file === '-') parts.push(await input(context));
    else if (!(await context.fs.exists(path))) return failed(`${file}: No such file or directory`);
    else if ((await context.fs.stat(path)).isDirectory) return failed(`${file}: read error: Is a directory`);
    else parts.push(await context.fs.readFileBuffer(path));
  }
  const whole = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  const bytes = whole.subarray(request.skip, request.skip + request.length);
  return { stdout: await dump(bytes, request, context.signal), stderr: '', exitCode: 0 };
});
