/** `grep`: several patterns, file names for a single file, and options with attached values. */
import type { CommandContext } from '../commands/terminal-output.ts';
import type { Refinement } from './refinement.ts';

/** Options with a value. */
const valued = 'efmABC';
const longNames: Readonly<Record<string, string>> = {
  'after-context': 'A',
  'basic-regexp': 'G',
  'before-context': 'B',
  context: 'C',
  count: 'c',
  'extended-regexp': 'E',
  file: 'f',
  'files-with-matches': 'l',
  'files-without-match': 'L',
  'fixed-strings': 'F',
  'ignore-case': 'i',
  'invert-match': 'v',
  'line-number': 'n',
  'line-regexp': 'x',
  'max-count': 'm',
  'no-filename': 'h',
  'no-messages': 's',
  'only-matching': 'o',
  'perl-regexp': 'P',
  quiet: 'q',
  recursive: 'r',
  regexp: 'e',
  silent: 'q',
  'with-filename': 'H',
  'word-regexp': 'w',
};

interface Arguments {
  /** Returns the options for just-bash, each in a word of its own. */
  readonly options: readonly string[];
  readonly patterns: readonly string[];
  readonly operands: readonly string[];
  readonly letters: ReadonlySet<string>;
}

function readArguments(args: readonly string[]): Arguments {
  const [options, patterns, operands]: [string[], string[], string[]] = [[], [], []];
  const letters = new Set<string>();
  const take = (letter: string, value: string | undefined): void => {
    letters.add(letter);
    if (letter === 'e') patterns.push(value ?? '');
    else if (letter === 'f') options.push(`--file=${value ?? ''}`);
    else if (valued.includes(letter)) options.push(`-${letter}${value ?? ''}`);
    else if (!'HsGUzZy'.includes(letter)) options.push(`-${letter}`);
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (arg === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    const [, name, , value] = /^--([a-z-]+)(=([^]*))?$/.exec(arg) ?? [];
    const long = name === undefined ? undefined : longNames[name];
    if (/^--colou?r(=|$)|^--(line-buffered|text|binary-files=.*)$/.test(arg)) continue;
    if (long !== undefined) take(long, value ?? (valued.includes(long) ? args[++at] : undefined));
    else if (arg.startsWith('--')) options.push(arg);
    else if (/^-\d+$/.test(arg)) options.push(`-C${arg.slice(1)}`);
    else if (/^-./.test(arg)) {
      for (let i = 1; i < arg.length; i++) {
        const letter = arg[i]!;
        if (!valued.includes(letter)) take(letter, undefined);
        else {
          take(letter, arg.slice(i + 1) || args[++at]);
          break;
        }
      }
    } else operands.push(arg);
  }
  if (!letters.has('e') && !letters.has('f') && operands.length > 0) patterns.push(operands.shift()!);
  return { options, patterns, operands, letters };
}

const usage = {
  stdout: '',
  stderr: "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
  exitCode: 2,
};

/** Added to a single file, so that its name is printed. */
const nothing = '/dev/null';

export const grep: Refinement = async (args, context, run) => {
  const { options, patterns, operands, letters } = readArguments(args);
  if (patterns.length === 0 && !letters.has('f')) {
    return options.some((option) => option.startsWith('--')) ? run(args, context) : usage;
  }
  const zero = options.some((option) => /^-m0+$/.test(option));
  if (zero && !letters.has('v')) return { stdout: '', stderr: '', exitCode: 1 };
  const named = letters.has('H') && !letters.has('h');
  const files = operands.length > 0 ? operands : named && !letters.has('r') ? ['-'] : [];
  const pattern = patterns.length === 0 ? [] : ['-e', patterns.join('\n')];
  const extra = named && files.length === 1 ? [nothing] : [];
  const result = await run([...options, ...pattern, '--', ...files, ...extra], context);
  const stdout = extra.length === 0 ? result.stdout : result.stdout.replace(/^\/dev\/null(:0)?\n/gm, '');
  const stderr = letters.has('s') ? '' : result.stderr;
  return { ...result, stdout, stderr, exitCode: await exitOf(letters, files, context, result.exitCode) };
};

/** An unreadable file sets the exit code to 2, unless a quiet search has found something. */
async function exitOf(
  letters: ReadonlySet<string>,
  files: readonly string[],
  { fs, cwd }: CommandContext,
  exitCode: number,
): Promise<number> {
  if (letters.has('q') && exitCode === 0) return 0;
  for (const name of files) {
    const path = fs.resolvePath(cwd, name);
    if (name === '-' || /[*?[]/.test(name)) continue;
    if (!(await fs.exists(path)) || (!letters.has('r') && !letters.has('R') && (await fs.stat(path)).isDirectory))
      return 2;
  }
  return exitCode;
}
