/** `xargs`: runs a command with the words that it reads. */
import { type Command, defineCommand } from 'just-bash/browser';
import { commandLine } from '../language/quoting.ts';
import { textOfInput } from '../session/input.ts';
import { type Host, noFork, signalOf } from './host.ts';
import { type CommandContext, CommandOutput, type CommandResult } from './terminal-output.ts';

/** Largest number of characters of one command line, as in GNU xargs. */
const maxLength = 128 * 1024;
const notFound = 127;
/** Exit codes if a command failed, and if a command asked to stop. */
const [someFailed, stopped] = [123, 124];

interface Options {
  /** Largest number of words of a command line. */
  words: number;
  /** Largest number of lines of a command line. */
  lines: number;
  /** The text that each line replaces; empty if words are appended. */
  replace: string;
  /** Separator of words; `undefined`: blanks, with quotes that keep words together. */
  delimiter: string | undefined;
  end: string;
  file: string;
  /** Runs nothing if the input is empty. */
  skipEmpty: boolean;
  trace: boolean;
  /** The warning about an option that another one replaces. */
  ignored: string;
  command: readonly string[];
}

export function xargsCommand(host: Host): Command {
  return defineCommand('xargs', (args, context) => xargs(args, context, host));
}

async function xargs(args: readonly string[], context: CommandContext, host: Host): Promise<CommandResult> {
  const output = new CommandOutput(context);
  const options = readOptions(args);
  if (typeof options === 'string') {
    output.err(`xargs: ${options}\n`);
    return output.result(1);
  }
  const { command, replace, trace, file, ignored } = options;
  if (ignored !== '') output.err(`xargs: warning: ${ignored}\n`);
  const input = file === '' ? await textOfInput(context) : await readFile(file, context);
  if (input === undefined) {
    output.err(`xargs: Cannot open input file '${file}': No such file or directory\n`);
    return output.result(1);
  }
  const lines = wordsByLine(input, options);
  if (lines === undefined) {
    const quote = /^[^']*"/.test(input.replace(/\\./g, '')) ? 'double' : 'single';
    output.err(
      `xargs: unmatched ${quote} quote; by default quotes are special to xargs unless you use the -0 option\n`,
    );
    return output.result(1);
  }
  const process = host.spawn(context, output);
  if (process === undefined) return output.result(noFork);
  if (!(await process.has(command[0]!))) {
    output.err(`xargs: ${command[0]}: No such file or directory\n`);
    return output.result(notFound);
  }
  const signal = signalOf(context);
  let exit = 0;
  for (const words of replace === '' ? batches(lines, options) : lines.map((line) => [line.join(' ')])) {
    const called =
      replace === '' ? [...command, ...words] : command.map((word) => word.replaceAll(replace, () => words[0]!));
    const script = commandLine(called);
    if (trace) output.err(`${script}\n`);
    const code = await process.run(script, '', signal);
    if (signal.aborted) return output.result(code);
    if (code === 255) {
      output.err(`xargs: ${command[0]}: exited with status 255; aborting\n`);
      return output.result(stopped);
    }
    if (code !== 0) exit = someFailed;
  }
  return output.result(exit);
}

async function readFile(file: string, { fs, cwd }: CommandContext): Promise<string | undefined> {
  const path = fs.resolvePath(cwd, file);
  return (await fs.exists(path)) ? fs.readFile(path) : undefined;
}

/** Returns the words of each line; with `-I`, a line is one word. Returns `undefined` if a quote is not closed. */
function wordsByLine(input: string, { delimiter, replace, end }: Options): readonly (readonly string[])[] | undefined {
  if (delimiter !== undefined) {
    const items = input.split(delimiter);
    if (items.at(-1) === '') items.pop();
    return items.map((item) => [item]);
  }
  const lines: string[][] = [];
  let words: string[] = [];
  const token =
    replace === ''
      ? /(?:"[^"\n]*"|'[^'\n]*'|\\[^]|[^\s"'\\])+|\n|["']/g
      : /(?:"[^"\n]*"|'[^'\n]*'|\\[^]|[^\n"'\\])+|\n|["']/g;
  for (const [text] of input.matchAll(token)) {
    if (text === '"' || text === "'") return undefined;
    if (text === '\n') {
      if (words.length > 0) lines.push(words);
      words = [];
      continue;
    }
    const word = text.trimStart().replace(/"([^"\n]*)"|'([^'\n]*)'|\\([^])/g, '$1$2$3');
    if (end !== '' && word === end) break;
    if (word !== '' || /["']/.test(text)) words.push(word);
  }
  if (words.length > 0) lines.push(words);
  return lines;
}

/** Splits the input into the arguments of each command. */
function batches(lines: readonly (readonly string[])[], options: Options): readonly (readonly string[])[] {
  const { words: maxWords, lines: maxLines, skipEmpty, command } = options;
  const result: string[][] = [];
  let batch: string[] = [];
  let [taken, length] = [0, 0];
  const base = command.join(' ').length;
  const close = (): void => {
    if (batch.length > 0) result.push(batch);
    batch = [];
    [taken, length] = [0, base];
  };
  close();
  for (const line of lines) {
    for (const word of line) {
      if (batch.length >= maxWords || length + word.length + 1 > maxLength) close();
      batch.push(word);
      length += word.length + 1;
    }
    if (++taken >= maxLines) close();
  }
  close();
  return result.length === 0 && !skipEmpty ? [[]] : result;
}

const valued = 'adEILnPs';
const longNames: Readonly<Record<string, string>> = {
  'arg-file': 'a',
  delimiter: 'd',
  eof: 'E',
  replace: 'I',
  'max-lines': 'L',
  'max-args': 'n',
  'max-procs': 'P',
  'max-chars': 's',
  null: '0',
  'no-run-if-empty': 'r',
  verbose: 't',
  exit: 'x',
};
const hint = "\nTry 'xargs --help' for more information.";

/** Parses options, combined or not. Returns the program's error for invalid ones. */
function readOptions(args: readonly string[]): Options | string {
  const options: Options = {
    words: Infinity,
    lines: Infinity,
    replace: '',
    delimiter: undefined,
    end: '',
    file: '',
    skipEmpty: false,
    trace: false,
    ignored: '',
    command: ['echo'],
  };
  let at = 0;
  for (; at < args.length && /^-./.test(args[at]!); at++) {
    const arg = args[at]!;
    if (arg === '--') {
      at++;
      break;
    }
    const [, name, given] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const letters = name === undefined ? arg.slice(1) : longNames[name];
    if (letters === undefined) return `unrecognized option '${arg}'${hint}`;
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i]!;
      const attached = name === undefined ? letters.slice(i + 1) : given;
      if (letter === 'i' || letter === 'l' || letter === 'e') {
        const wrong = set(options, { i: 'I', l: 'L', e: 'E' }[letter], attached || { i: '{}', l: '1', e: '' }[letter]);
        if (wrong !== undefined) return wrong;
        break;
      }
      if (!valued.includes(letter)) {
        if (!'0rtxpo'.includes(letter)) return `invalid option -- '${letter}'${hint}`;
        set(options, letter, '');
        continue;
      }
      const value = attached === undefined || attached === '' ? args[++at] : attached;
      if (value === undefined) return `option requires an argument -- '${letter}'${hint}`;
      const wrong = set(options, letter, value);
      if (wrong !== undefined) return wrong;
      break;
    }
  }
  if (at < args.length) options.command = args.slice(at);
  return options;
}

function set(options: Options, letter: string, value: string): string | undefined {
  const count = Number(value);
  if ('nLPs'.includes(letter)) {
    if (!/^\d+$/.test(value)) return `invalid number "${value}" for -${letter} option${hint}`;
    if (count < 1 && letter !== 'P') return `value ${value} for -${letter} option should be >= 1${hint}`;
  }
  if ('nLI'.includes(letter)) divide(options, letter, value);
  if (letter === 'd')
    options.delimiter = value.replace(
      /\\([nt0\\])/,
      (_, char: string) => ({ n: '\n', t: '\t', 0: '\0' })[char] ?? char,
    );
  if (letter === '0') options.delimiter = '\0';
  if (letter === 'E') options.end = value;
  if (letter === 'a') options.file = value;
  if (letter === 'r') options.skipEmpty = true;
  if (letter === 't') options.trace = true;
  return undefined;
}

/** `-n`, `-L` and `-I` replace each other; `-n 1` is what `-I` does anyway. */
function divide(options: Options, letter: string, value: string): void {
  if (letter === 'n' && value === '1' && options.replace !== '') return;
  const by = { n: '--max-args/-n', L: '-L', I: '--replace/-I/-i' }[letter]!;
  const before =
    options.words < Infinity && letter !== 'n'
      ? 'max-args'
      : options.lines < Infinity && letter !== 'L'
        ? 'max-lines'
        : options.replace !== '' && letter !== 'I'
          ? 'replace'
          : undefined;
  if (before !== undefined) {
    options.ignored = `options --${before} and ${by} are mutually exclusive, ignoring previous --${before} value`;
    Object.assign(options, { words: Infinity, lines: Infinity, replace: '' });
  }
  if (letter === 'n') options.words = Number(value);
  else if (letter === 'L') options.lines = Number(value);
  else options.replace = value;
}
