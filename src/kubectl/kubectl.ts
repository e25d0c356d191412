/** Runs a command line: finds the command, parses its flags, and prints its error. */
// Models kubernetes/staging/src/k8s.io/kubectl/pkg/cmd/cmd.go and github.com/spf13/cobra command.go
import { type Command, complain, type KubectlEnvironment, type ParsedArgs, print, type CommandRun } from './command.ts';
import { failure, plainFailure, toFailure, usageFailure } from './errors/failure.ts';
import { fieldManagerOf } from './flags/field-manager.ts';
import { FlagError, type Flags, type FlagSpec, type ParsedFlags, parseFlags } from './flags/flags.ts';
import { globalFlags, helpFlag } from './flags/global-flags.ts';
import { contextName, hostOf, serverAddress, unreachable } from './client/kube-config.ts';
import { verbose } from './client/verbose.ts';
import { readRequestTimeout } from './flags/request-timeout.ts';
import type { Answer } from './client/requests.ts';
import { commandHelp, globalOptions, rootHelp } from './help.ts';
import { commands } from './verbs/index.ts';

/** @param argv The arguments after `kubectl`. */
export function* kubectl(argv: readonly string[], env: KubectlEnvironment): CommandRun {
  try {
    return yield* dispatch(argv, env);
  } catch (thrown) {
    const { lines, exit, stdout } = toFailure(thrown);
    if (stdout !== '') yield print(stdout);
    if (lines.length > 0) yield complain(`${lines.join('\n').replace(/\n$/, '')}\n`);
    return exit;
  }
}

function* dispatch(argv: readonly string[], env: KubectlEnvironment): CommandRun {
  const { command, path, words, unknown } = findCommand(argv);
  if (unknown !== undefined) throw failure(`unknown command "${unknown}" for "kubectl"${suggestions(unknown)}`);
  const specs = flagsOf(command?.flags);
  const parsed = readFlags(words, specs, path);
  for (const warning of parsed.flags.deprecations) yield complain(warning);
  const help = parsed.flags.bool('help');
  if (command === undefined) return yield* root(parsed.args, help);
  if (help) {
    yield print(commandHelp(command, path));
    return 0;
  }
  const missing = specs.filter((spec) => spec.required && !parsed.flags.has(spec.name));
  if (missing.length > 0) {
    throw failure(`required flag(s) ${missing.map(({ name }) => `"${name}"`).join(', ')} not set`);
  }
  if (command.run === undefined) {
    if (parsed.args.length > 0) throw usageFailure(path, `unknown command "${parsed.args.join(' ')}"`);
    const text = commandHelp(command, path);
    yield command.helpOn === 'stdout' ? print(text) : complain(text);
    return 1;
  }
  if (!isLocal(command, parsed.flags)) checkConfig(parsed.flags, command, env);
  const namespace = parsed.flags.string('namespace') || env.config.namespace || 'default';
  const fieldManager = fieldManagerOf(path, parsed.flags);
  const running = command.run({ ...parsed, path, namespace } satisfies ParsedArgs, {
    ...verbose(env, parsed.flags),
    fieldManager,
  });
  return yield* parsed.flags.bool('warnings-as-errors') ? countingWarnings(running) : running;
}

const known = new WeakMap<readonly FlagSpec[], readonly FlagSpec[]>();

/** Returns all flags of a command, given its own: each hides the global one of the same name. */
function flagsOf(own: readonly FlagSpec[] = noFlags): readonly FlagSpec[] {
  let flags = known.get(own);
  if (flags === undefined) {
    flags = [...own, ...globalFlags.filter(({ name }) => own.every((flag) => flag.name !== name)), helpFlag];
    known.set(own, flags);
  }
  return flags;
}

const noFlags: readonly FlagSpec[] = [];

/** `--warnings-as-errors`: a command fails if the server has sent a warning. */
function* countingWarnings(running: CommandRun): CommandRun {
  let count = 0;
  let answer: Answer | undefined;
  for (;;) {
    const next = running.next(answer);
    answer = undefined;
    if (next.done) {
      if (count > 0) throw failure(`${count} ${count === 1 ? 'warning' : 'warnings'} received`);
      return next.value;
    }
    if (typeof next.value === 'object' && 'fromServer' in next.value) count++;
    answer = (yield next.value) ?? undefined;
  }
}

const isLocal = ({ local, name }: Command, flags: Flags): boolean =>
  local === true || (name === 'version' && flags.bool('client'));

/** There is one context, one cluster and one user. */
function checkConfig(flags: Flags, { flags: own = [] }: Command, { readFile }: KubectlEnvironment): void {
  if (flags.absent.length > 0) throw failure(flags.absent[0]!);
  const file = flags.string('kubeconfig');
  if (file !== '' && !file.endsWith('/.kube/config') && readFile(file) === undefined) {
    throw failure(`stat ${file}: no such file or directory`);
  }
  for (const [flag, what] of [
    ['context', 'context'],
    ['cluster', 'cluster'],
    ['user', 'auth info'],
  ] as const) {
    // Some commands use these flags differently.
    const given = own.some(({ name }) => name === flag) ? '' : flags.string(flag);
    if (given !== '' && given !== contextName) throw failure(`${what} "${given}" does not exist`);
  }
  readRequestTimeout(flags);
  const server = flags.string('server');
  if (server !== '' && hostOf(server) !== hostOf(serverAddress)) throw plainFailure(unreachable(server));
}

/** Handles `kubectl` alone, `kubectl help …`, `kubectl options`, and unknown commands. */
function* root(args: readonly string[], help: boolean): CommandRun {
  const [first, ...others] = args;
  if (first === 'options') yield print(globalOptions());
  else if (first === undefined || help) yield print(rootHelp());
  else if (first === 'help') {
    const { command, path } = findCommand(others);
    yield print(command === undefined ? rootHelp() : commandHelp(command, path));
  }
  return 0;
}

function readFlags(words: readonly string[], specs: readonly FlagSpec[], path: string): ParsedFlags {
  try {
    return parseFlags(words, specs);
  } catch (error) {
    if (error instanceof FlagError) throw failure(`${error.message}\nSee '${path} --help' for usage.`);
    throw error;
  }
}

interface Found {
  /** `undefined` for kubectl itself. */
  readonly command: Command | undefined;
  /** `kubectl rollout status` */
  readonly path: string;
  /** The words after the command's name. */
  readonly words: readonly string[];
  /** The first word, if it is not a command of kubectl. */
  readonly unknown?: string;
}

/** The first words that are neither flags nor their values name the command. */
export function findCommand(argv: readonly string[]): Found {
  let command: Command | undefined;
  let path = 'kubectl';
  const words = [...argv];
  for (let at = 0; at < words.length && words[at] !== '--';) {
    const word = words[at]!;
    if (word.startsWith('-') && word.length > 1) {
      at += takesNextWord(word, [...globalFlags, ...(command?.flags ?? [])]) ? 2 : 1;
      continue;
    }
    const among: readonly Command[] = command === undefined ? commands : (command.subcommands ?? []);
    const next = among.find(({ name, aliases = [] }) => name === word || aliases.includes(word));
    if (next === undefined) {
      const unknown = command === undefined && word !== 'help' && word !== 'options';
      return { command, path, words, ...(unknown && { unknown: word }) };
    }
    command = next;
    path += ` ${next.name}`;
    words.splice(at, 1);
  }
  return { command, path, words };
}

function takesNextWord(word: string, specs: readonly FlagSpec[]): boolean {
  if (word.includes('=')) return false;
  const spec = word.startsWith('--')
    ? specs.find(({ name }) => name === word.slice(2))
    : specs.find(({ short }) => short === word.at(-1) && word.length === 2);
  // An unknown flag is assumed to have a value.
  if (spec === undefined) return word.startsWith('--') || word.length === 2;
  return spec.type !== 'bool' && spec.bare === undefined;
}

/** Words of other programs. */
const meant: Readonly<Record<string, string>> = { list: 'get', ps: 'get', rm: 'delete', resize: 'scale' };

/** Returns the commands whose names are similar to `typed`. */
function suggestions(typed: string): string {
  const lower = typed.toLowerCase();
  const near = commands.filter(
    ({ name }) => name.startsWith(lower) || distance(lower, name) <= 2 || meant[lower] === name,
  );
  if (near.length === 0) return '';
  return `\n\nDid you mean this?\n${near.map(({ name }) => `\t${name}\n`).join('')}`;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
