/** A command that a probe runs in a container, as far as the container's files say how it ends. */
import type { FileView } from '../files/container-files.ts';
import { hasOnlyBusybox } from '../images.ts';
import { readScript, runsAfter, type Script, type SimpleCommand, sleepTime } from './commands.ts';

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
  /** Virtual ms. */
  readonly takes: number;
}

/** Directories that every image has. */
export const usualDirectories: readonly string[] = [
  '/bin',
  '/dev',
  '/etc',
  '/home',
  '/opt',
  '/proc',
  '/root',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/var',
  '/var/log',
];

export class ProbeCommand {
  readonly #script: Script | undefined;

  constructor(
    words: readonly string[],
    private readonly image: string,
    valueOf: (name: string) => string | undefined,
  ) {
    const script = readScript(words, valueOf);
    this.#script = script?.commands.every(isKnown) ? script : undefined;
  }

  /** Runs it on the files; `undefined`: only the container's process could tell. */
  run(files: FileView): CommandResult | undefined {
    if (this.#script === undefined) return undefined;
    let [exitCode, output, takes] = [0, '', 0];
    for (const command of this.#script.commands) {
      if (!runsAfter(command, exitCode)) continue;
      const done = this.#carryOut(command, files);
      if (command.output === undefined) output += done.output;
      takes += done.takes;
      exitCode = command.negated ? Number(done.exitCode === 0) : done.exitCode;
      if (command.name === 'exit' || (this.#script.errexit && exitCode !== 0 && !command.negated)) break;
    }
    return { exitCode, output, takes };
  }

  #carryOut({ name, args }: SimpleCommand, files: FileView): CommandResult {
    const ended = (exitCode: number, output = '', takes = 0): CommandResult => ({ exitCode, output, takes });
    const words = args.filter((arg) => !/^-./.test(arg));
    switch (name) {
      case 'false':
        return ended(1);
      case 'exit':
        return ended(Number(args[0] ?? 0) % 256 || 0);
      case 'sleep':
        return ended(0, '', sleepTime(args[0] ?? '') ?? 0);
      case 'echo':
        return ended(0, `${args.join(' ')}\n`);
      case 'test':
        return ended(isTrue(args, files) ? 0 : 1);
      case '[':
      case '[[':
        return ended(isTrue(args.slice(0, -1), files) ? 0 : 1);
      case 'cat':
        return this.#each(words, files, (path, text) => text ?? this.#catError(path, files), 1);
      case 'ls':
        return this.#each(words, files, (path) => `${path}\n`, hasOnlyBusybox(this.image) ? 1 : 2, true);
      case 'grep':
        return this.#grep(args, files);
      default:
        return ended(0);
    }
  }

  /** @param directories they count as well. */
  #each(
    paths: readonly string[],
    files: FileView,
    print: (path: string, text: string | undefined) => string,
    failure: number,
    directories = false,
  ): CommandResult {
    let [exitCode, output] = [0, ''];
    for (const path of paths) {
      const text = files.read(path);
      const found = text !== undefined || (directories && isDirectory(files, path));
      if (!found) exitCode = failure;
      output += found || !directories ? print(path, text) : this.#lsError(path);
    }
    return { exitCode, output, takes: 0 };
  }

  #catError(path: string, files: FileView): string {
    if (isDirectory(files, path)) return `cat: ${hasOnlyBusybox(this.image) ? 'read error' : path}: Is a directory\n`;
    return hasOnlyBusybox(this.image)
      ? `cat: can't open '${path}': No such file or directory\n`
      : `cat: ${path}: No such file or directory\n`;
  }

  #lsError(path: string): string {
    return hasOnlyBusybox(this.image)
      ? `ls: ${path}: No such file or directory\n`
      : `ls: cannot access '${path}': No such file or directory\n`;
  }

  /** Only for a plain word in one file. */
  #grep(args: readonly string[], files: FileView): CommandResult {
    const [wanted = '', path = ''] = args.filter((arg) => !/^-./.test(arg));
    const text = files.read(path);
    if (text === undefined) return { exitCode: 2, output: `grep: ${path}: No such file or directory\n`, takes: 0 };
    const lines = text.split('\n').filter((line) => line.includes(wanted));
    const quiet = args.includes('-q');
    const output = quiet ? '' : lines.map((line) => `${line}\n`).join('');
    return { exitCode: lines.length > 0 ? 0 : 1, output, takes: 0 };
  }
}

const simple = new Set(['true', ':', 'false', 'exit', 'sleep', 'echo', 'ls']);

function isKnown({ name, args, output }: SimpleCommand): boolean {
  if (output !== undefined && output.path !== '/dev/null') return false;
  if (simple.has(name)) return true;
  if (name === 'test') return isTest(args);
  if (name === '[' || name === '[[') return args.at(-1) === (name === '[' ? ']' : ']]') && isTest(args.slice(0, -1));
  const words = args.filter((arg) => !/^-./.test(arg));
  if (name === 'cat') return words.length > 0 && words.length === args.length;
  return name === 'grep' && words.length === 2 && /^[\w ./:=-]+$/.test(words[0]!);
}

/** `-f PATH`, `! -f PATH`, `-n WORD`, `A = B` */
function isTest(args: readonly string[]): boolean {
  const rest = args[0] === '!' ? args.slice(1) : args;
  if (rest.length === 2) return /^-[fedsrnzwx]$/.test(rest[0]!);
  return rest.length === 3 && /^(?:==?|!=)$/.test(rest[1]!);
}

function isTrue(args: readonly string[], files: FileView): boolean {
  if (args[0] === '!') return !isTrue(args.slice(1), files);
  const [first = '', second = '', third = ''] = args;
  if (args.length === 3) return (first === third) === (second !== '!=');
  const text = files.read(second);
  switch (first) {
    case '-n':
      return second !== '';
    case '-z':
      return second === '';
    case '-f':
      return text !== undefined;
    case '-s':
      return text !== undefined ? text !== '' : isDirectory(files, second);
    case '-d':
      return isDirectory(files, second);
    default:
      return text !== undefined || isDirectory(files, second);
  }
}

const isDirectory = (files: FileView, path: string): boolean =>
  path === '/' || usualDirectories.includes(path) || files.list(path) !== undefined;
