/** How programs answer their input: each line by itself, with memory of earlier ones, or only when they have all lines. */
import type { CommandResult } from '../commands/terminal-output.ts';

const mark = '\u0001lab\u0001';

export interface Filter {
  /** True if the output for a line does not depend on earlier lines. */
  readonly stateless: boolean;
  /** Passes on this number of lines unchanged. */
  readonly lines?: number;
  /** Reports if the program, having read `lines` and printed `result`, stops reading. */
  readonly done: (lines: readonly string[], result: CommandResult, run: Rerun) => boolean | Promise<boolean>;
}

/** Runs the program with other arguments and other input. */
export type Rerun = (args: readonly string[], input: string) => Promise<CommandResult>;

const never = (): boolean => false;

/** Returns the short options of the arguments, with their values (attached or in the next word). */
const option = (args: readonly string[], letter: string): string | undefined => {
  for (const [i, arg] of args.entries()) {
    const [, , value] = new RegExp(`^-([A-Za-z]*)${letter}(.*)$`).exec(arg) ?? [];
    if (value !== undefined && !arg.startsWith('--')) return value === '' ? (args[i + 1] ?? '') : value;
  }
  return undefined;
};
const hasOption = (args: readonly string[], letters: string): boolean =>
  args.some((arg) => new RegExp(`^-[A-Za-z]*[${letters}]`).test(arg) && !arg.startsWith('--'));

/** Returns how a program with these arguments answers line by line; `undefined` if it needs all lines first. */
export function filterOf(name: string, args: readonly string[]): Filter | undefined {
  switch (name) {
    case 'cat':
      return { stateless: args.length === 0, done: never };
    case 'cut':
    case 'rev':
      return { stateless: true, done: never };
    case 'tr':
      return { stateless: !hasOption(args, 's') && !args.includes('--squeeze-repeats'), done: never };
    case 'nl':
    case 'tac':
      return name === 'nl' ? { stateless: false, done: never } : undefined;
    case 'head':
      return head(args);
    case 'grep':
    case 'egrep':
    case 'fgrep':
      return grep(args);
    case 'sed':
      return sed(args);
    case 'awk':
      return awk(args);
    case 'jq':
      return hasOption(args, 's') || args.includes('--slurp') ? undefined : { stateless: false, done: never };
    default:
      return undefined;
  }
}

function head(args: readonly string[]): Filter | undefined {
  const plain = args.map((arg) => /^-(\d+)$/.exec(arg)?.[1]).find((count) => count !== undefined);
  const bytes = option(args, 'c');
  const given = plain ?? option(args, 'n') ?? args.map((arg) => /^--lines=(.*)$/.exec(arg)?.[1]).find(Boolean) ?? '10';
  if (bytes !== undefined && /^\d+$/.test(bytes)) {
    return { stateless: false, done: (lines) => lines.join('').length >= Number(bytes) };
  }
  if (!/^\d+$/.test(given)) return undefined;
  const plainly = args.every((arg, i) => /^-(n?\d+|n|-lines=\d+)$/.test(arg) || args[i - 1] === '-n');
  return {
    stateless: false,
    done: (lines) => lines.length >= Number(given),
    ...(plainly && { lines: Number(given) }),
  };
}

function grep(args: readonly string[]): Filter | undefined {
  if (hasOption(args, 'q') || args.includes('--quiet')) {
    return { stateless: false, done: (_, { exitCode }) => exitCode === 0 };
  }
  if (hasOption(args, 'clL') || args.includes('--count')) return undefined;
  const most = option(args, 'm') ?? args.map((arg) => /^--max-count=(.*)$/.exec(arg)?.[1]).find(Boolean);
  if (most === undefined) return { stateless: !hasOption(args, 'nABC'), done: never };
  return { stateless: false, done: (_, { stdout }) => stdout.split('\n').length > Number(most) };
}

const isScript = (arg: string): boolean => !arg.startsWith('-');

/** `s/old/new/g`, `y/abc/xyz/` and `/address/`, which are about one line whatever is in them. */
const patterns = /[sy]([/|#,:@])(?:\\.|(?!\1)[^\\])*\1(?:\\.|(?!\1)[^\\])*\1[gipI]*|\/(?:\\.|[^\\/])*\//g;

function sed(args: readonly string[]): Filter | undefined {
  const text = args.join(' ');
  if (/\$(?!['"\w)\\/|])|\$[dpq!]|\bN\b|-i/.test(text) || /(^|[;{\s])w\s/.test(text)) return undefined;
  if (!/q/.test(text)) return { stateless: !/\d|,|[hHgGxDP]/.test(text.replace(patterns, '')), done: never };
  return {
    stateless: false,
    // Inserts a text before the last line if the program reaches it.
    done: async (lines, _, run) => {
      const at = args.findIndex(isScript);
      const others = args.includes('-e') ? args : [...args.slice(0, at), '-e', ...args.slice(at)];
      const probe = await run(['-e', `$i ${mark}`, ...others], [...lines, '\n'].join(''));
      return !probe.stdout.includes(mark);
    },
  };
}

function awk(args: readonly string[]): Filter | undefined {
  const program = args.find((arg, i) => isScript(arg) && !/^-[vF]$/.test(args[i - 1] ?? ''));
  if (program === undefined || /\bEND\b|getline|system|print[^;}]*>|\|/.test(program.replace(/\|\|/g, '')))
    return undefined;
  if (!/\bexit\b/.test(program))
    return { stateless: !/NR|\w\s*(\+\+|[-+*/]?=[^=~])|\+\+|--/.test(program), done: never };
  return {
    stateless: false,
    done: async (lines, _, run) => {
      const probe = args.map((arg) => (arg === program ? `${arg}\nEND { print "${mark}" NR }` : arg));
      const { stdout } = await run(probe, [...lines, '\n'].join(''));
      const read = /\u0001lab\u0001(\d+)/.exec(stdout)?.[1];
      return read === undefined || Number(read) <= lines.length;
    },
  };
}
