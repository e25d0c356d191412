/** `wc` with columns as wide as GNU's. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { textOfInput } from '../session/input.ts';

const order = ['l', 'w', 'm', 'c', 'L'] as const;
type Letter = (typeof order)[number];
type Counts = Readonly<Record<Letter, number>>;

const longNames: Readonly<Record<string, Letter>> = {
  ...{ lines: 'l', words: 'w', chars: 'm', bytes: 'c', 'max-line-length': 'L' },
};

export const wcCommand: Command = defineCommand('wc', (args, context) => wc(args, context));

function count(text: string): Counts {
  const lines = text.split('\n');
  return {
    l: lines.length - 1,
    w: text.match(/\S+/g)?.length ?? 0,
    m: [...text].length,
    c: new TextEncoder().encode(text).length,
    L: lines.reduce((longest, line) => Math.max(longest, line.length), 0),
  };
}

async function wc(args: readonly string[], context: CommandContext): Promise<CommandResult> {
  const wanted = new Set<Letter>();
  const names: string[] = [];
  for (const arg of args) {
    const letters = arg.startsWith('--') ? [longNames[arg.slice(2)]] : [...arg.slice(1)];
    if (!/^-./.test(arg)) {
      names.push(arg);
      continue;
    }
    for (const letter of letters) {
      if (!order.includes(letter as Letter)) {
        const reason = arg.startsWith('--') ? `unrecognized option '${arg}'` : `invalid option -- '${letter}'`;
        return { stdout: '', stderr: `wc: ${reason}\nTry 'wc --help' for more information.\n`, exitCode: 1 };
      }
      wanted.add(letter as Letter);
    }
  }
  const columns = order.filter((letter) => (wanted.size === 0 ? 'lwc'.includes(letter) : wanted.has(letter)));
  const rows: { counts: Counts; name: string }[] = [];
  let stderr = '';
  for (const name of names.length === 0 ? [''] : names) {
    const read = await textOf(name, context);
    if (typeof read === 'string') rows.push({ counts: count(read), name });
    else stderr += `wc: ${name}: ${read.reason}\n`;
  }
  if (names.length > 1) rows.push({ counts: sum(rows.map(({ counts }) => counts)), name: 'total' });
  const bytes = rows.at(-1)?.counts.c ?? 0;
  const piped = names.length === 0 || names.includes('-');
  const width = columns.length * Math.max(1, names.length) === 1 ? 1 : piped ? 7 : String(bytes).length;
  const lines = rows.map(({ counts, name }) => {
    const numbers = columns.map((letter) => String(counts[letter]).padStart(width)).join(' ');
    return name === '' ? `${numbers}\n` : `${numbers} ${name}\n`;
  });
  return { stdout: lines.join(''), stderr, exitCode: stderr === '' ? 0 : 1 };
}

async function textOf(name: string, context: CommandContext): Promise<string | { readonly reason: string }> {
  if (name === '' || name === '-') return textOfInput(context);
  const { fs, cwd } = context;
  const path = fs.resolvePath(cwd, name);
  if (!(await fs.exists(path))) return { reason: 'No such file or directory' };
  return (await fs.stat(path)).isDirectory ? { reason: 'Is a directory' } : fs.readFile(path);
}

const sum = (all: readonly Counts[]): Counts => {
  const add = (letter: Letter): number => all.reduce((total, counts) => total + counts[letter], 0);
  return { l: add('l'), w: add('w'), m: add('m'), c: add('c'), L: Math.max(0, ...all.map(({ L }) => L)) };
};
