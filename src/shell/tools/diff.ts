/**
 * `diff`: GNU's normal format, `-u`, `-y`, `-q` and directories; a container with BusyBox has BusyBox's format only.
 */
import { type Command, defineCommand } from 'just-bash/browser';
import { hunksOf, linesOf, normalFormat, unifiedFormat } from '../../kubectl/index.ts';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import { textOfInput } from '../session/input.ts';
import { commandLine } from '../language/quoting.ts';
import { sideBySide } from './side-by-side.ts';

interface Options {
  format: 'normal' | 'unified' | 'sideBySide';
  context: number;
  width: number;
  /** True if only the fact that files differ is printed. */
  brief: boolean;
  reportSame: boolean;
  recursive: boolean;
  /** True if a missing file counts as empty. */
  newFile: boolean;
  ignoreCase: boolean;
  ignoreSpace: 'none' | 'amount' | 'all';
  ignoreBlank: boolean;
  onlyChanges: boolean;
  labels: string[];
  /** The options as given, for the line above each pair of files in a directory. */
  given: string[];
}

interface Side {
  readonly path: string;
  readonly text: string;
  readonly stamp: string;
}

const trouble = 2;
const hint = "diff: Try 'diff --help' for more information.\n";

/** @param busybox True for a machine with BusyBox programs. */
export function diffCommand(busybox: boolean): Command {
  return defineCommand('diff', (args, context) => new Diff(context, busybox).run(args));
}

class Diff {
  #out = '';
  #err = '';

  constructor(
    private readonly context: CommandContext,
    private readonly busybox: boolean,
  ) {}

  async run(args: readonly string[]): Promise<CommandResult> {
    const read = readOptions(args);
    if (typeof read === 'string') return this.#end(trouble, `diff: ${read}\n${hint}`);
    const { options, names } = read;
    if (this.busybox) options.format = 'unified';
    const [from, to] = names;
    if (from === undefined) return this.#end(trouble, `diff: missing operand after 'diff'\n${hint}`);
    if (to === undefined) return this.#end(trouble, `diff: missing operand after '${from}'\n${hint}`);
    if (names.length > 2) return this.#end(trouble, `diff: extra operand '${names[2]}'\n${hint}`);
    return this.#end(await this.#compare(from, to, options));
  }

  #end(exitCode: number, stderr = this.#err): CommandResult {
    return { stdout: this.#out, stderr, exitCode };
  }

  async #compare(from: string, to: string, options: Options): Promise<number> {
    const [left, right] = [await this.#isDirectory(from), await this.#isDirectory(to)];
    if (left && right) return this.#directories(from, to, options);
    if (left) return this.#files(`${from.replace(/\/$/, '')}/${to.split('/').at(-1)}`, to, options);
    if (right) return this.#files(from, `${to.replace(/\/$/, '')}/${from.split('/').at(-1)}`, options);
    return this.#files(from, to, options);
  }

  async #directories(from: string, to: string, options: Options): Promise<number> {
    const { fs, cwd } = this.context;
    const [left, right] = [from, to].map((path) => path.replace(/\/$/, ''));
    const [own, others] = [await fs.readdir(fs.resolvePath(cwd, from)), await fs.readdir(fs.resolvePath(cwd, to))];
    let exit = 0;
    for (const name of [...new Set([...own, ...others])].sort()) {
      const [a, b] = [`${left}/${name}`, `${right}/${name}`];
      const alone = !own.includes(name) ? right : !others.includes(name) ? left : undefined;
      if (alone !== undefined && !options.newFile) {
        this.#out += `Only in ${alone}: ${name}\n`;
        exit = Math.max(exit, 1);
      } else if ((await this.#isDirectory(a)) && (await this.#isDirectory(b))) {
        if (options.recursive) exit = Math.max(exit, await this.#directories(a, b, options));
        else this.#out += `Common subdirectories: ${a} and ${b}\n`;
      } else {
        const above = options.brief ? '' : `${commandLine(['diff', ...options.given, a, b])}\n`;
        exit = Math.max(exit, await this.#files(a, b, options, above));
      }
    }
    return exit;
  }

  async #files(from: string, to: string, options: Options, above = ''): Promise<number> {
    const before = await this.#read(from, options);
    const after = await this.#read(to, options);
    if (before === undefined || after === undefined) return trouble;
    const [a, b] = [linesOf(before.text), linesOf(after.text)];
    const key = keyOf(options);
    const changes = hunksOf(key === undefined ? a : a.map(key), key === undefined ? b : b.map(key)).filter(
      (change) =>
        !options.ignoreBlank ||
        ![...a.slice(change.before.start, change.before.end), ...b.slice(change.after.start, change.after.end)].every(
          (line) => line.trim() === '',
        ),
    );
    const { format, brief, reportSame } = options;
    if (changes.length === 0) {
      if (reportSame) this.#out += `Files ${from} and ${to} are identical\n`;
      else if (format === 'sideBySide') this.#out += sideBySide(a, b, changes, options);
      return 0;
    }
    if (brief) {
      this.#out += `Files ${from} and ${to} differ\n`;
      return 1;
    }
    this.#out += above;
    if (format === 'normal') this.#out += normalFormat(a, b, changes);
    else if (format === 'sideBySide') this.#out += sideBySide(a, b, changes, options);
    else {
      const [fromLabel, toLabel] = [before, after].map(({ path, stamp }, i) => {
        return options.labels[i] ?? (this.busybox ? path : `${path}\t${stamp}`);
      });
      this.#out += `--- ${fromLabel}\n+++ ${toLabel}\n${unifiedFormat(a, b, changes, options.context)}`;
    }
    return 1;
  }

  async #isDirectory(path: string): Promise<boolean> {
    const { fs, cwd } = this.context;
    const full = fs.resolvePath(cwd, path);
    return path !== '-' && (await fs.exists(full)) && (await fs.stat(full)).isDirectory;
  }

  async #read(path: string, { newFile }: Options): Promise<Side | undefined> {
    const { fs, cwd } = this.context;
    if (path === '-') return { path, text: await textOfInput(this.context), stamp: stampOf(new Date(0)) };
    const full = fs.resolvePath(cwd, path);
    if (!(await fs.exists(full))) {
      if (newFile) return { path, text: '', stamp: stampOf(new Date(0)) };
      this.#err += `diff: ${path}: No such file or directory\n`;
      return undefined;
    }
    if (await this.#isDirectory(path)) {
      this.#err += `diff: ${path}: Is a directory\n`;
      return undefined;
    }
    return { path, text: await fs.readFile(full), stamp: stampOf((await fs.stat(full)).mtime) };
  }
}

/** `2026-01-01 10:00:00.000000000 +0000` */
const stampOf = (time: Date): string => time.toISOString().replace('T', ' ').replace('Z', '000000 +0000');

/** Returns the part of a line to compare; `undefined` to compare the whole line. */
function keyOf({ ignoreCase, ignoreSpace }: Options): ((line: string) => string) | undefined {
  if (!ignoreCase && ignoreSpace === 'none') return undefined;
  return (line) => {
    const cased = ignoreCase ? line.toLowerCase() : line;
    if (ignoreSpace === 'all') return cased.replace(/\s+/g, '');
    return ignoreSpace === 'amount' ? cased.replace(/\s+$/, '').replace(/\s+/g, ' ') : cased;
  };
}

const longNames: Readonly<Record<string, string>> = {
  ...{ unified: 'U', brief: 'q', 'report-identical-files': 's', recursive: 'r', 'new-file': 'N', 'side-by-side': 'y' },
  ...{ 'ignore-case': 'i', 'ignore-all-space': 'w', 'ignore-space-change': 'b', 'ignore-blank-lines': 'B' },
  ...{ text: 'a', minimal: 'd', normal: 'n', label: 'L', width: 'W', 'expand-tabs': 't', 'speed-large-files': 'H' },
  ...{ color: 'a', 'suppress-common-lines': 'S', 'strip-trailing-cr': 'a' },
};

/** Parses options, combined or not. Returns the program's error for invalid ones. */
function readOptions(args: readonly string[]): { options: Options; names: string[] } | string {
  const options: Options = {
    ...{ format: 'normal', context: 3, width: 130, brief: false, reportSame: false, recursive: false, newFile: false },
    ...{ ignoreCase: false, ignoreSpace: 'none', ignoreBlank: false, onlyChanges: false, labels: [], given: [] },
  };
  const names: string[] = [];
  let ended = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (ended || !/^-./.test(arg)) {
      names.push(arg);
      continue;
    }
    if (arg === '--') {
      ended = true;
      continue;
    }
    options.given.push(arg);
    const [, name, given] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name !== undefined && longNames[name] === undefined) return `unrecognized option '${arg}'`;
    const letters = name === undefined ? arg.slice(1) : longNames[name]!;
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i]!;
      if (!'ULW'.includes(letter) || (name === 'unified' && given === undefined)) {
        if (!set(options, letter, '3')) return `invalid option -- '${letter}'`;
        continue;
      }
      const value = (name === undefined ? letters.slice(i + 1) : given) || args[++at];
      if (value === undefined) return `option requires an argument -- '${letter}'`;
      if (letter !== 'L' && !/^\d+$/.test(value)) return `invalid context length '${value}'`;
      set(options, letter, value);
      break;
    }
  }
  return { options, names };
}

/** Returns false for an unknown option. */
function set(options: Options, letter: string, value: string): boolean {
  if (letter === 'u' || letter === 'U') options.format = 'unified';
  if (letter === 'U') options.context = Number(value);
  if (letter === 'y') options.format = 'sideBySide';
  if (letter === 'W') options.width = Math.min(Math.max(Number(value), 8), 1000);
  if (letter === 'L') options.labels.push(value);
  if (letter === 'q') options.brief = true;
  if (letter === 's') options.reportSame = true;
  if (letter === 'r') options.recursive = true;
  if (letter === 'N') options.newFile = true;
  if (letter === 'i') options.ignoreCase = true;
  if (letter === 'b' && options.ignoreSpace === 'none') options.ignoreSpace = 'amount';
  if (letter === 'w') options.ignoreSpace = 'all';
  if (letter === 'B') options.ignoreBlank = true;
  if (letter === 'S') options.onlyChanges = true;
  return 'uUyWLqsrNibwBSadntH'.includes(letter);
}
