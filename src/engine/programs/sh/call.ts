/** Runs programs for a shell. */
import { usualPrograms } from '../image-programs.ts';
import { filters } from '../filters.ts';
import { options } from '../options.ts';
import { outcome, type ProgramOutcome } from '../program-host.ts';
import { readFailure } from '../file-tools.ts';
import { toolOf } from '../tools.ts';
import { NotUnderstood } from './lexer.ts';
import { parse } from './parser.ts';
import type { Pause } from './pause.ts';
import type { RunningShell } from './running-shell.ts';
import { sleepTime } from './sleep-time.ts';
import { Collected, InputStream, type Streams } from './streams.ts';

type Running = Generator<Pause, number>;

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash']);
const binary = /^(?:\/usr)?(?:\/local)?\/s?bin\/(?=[^/]+$)/;
const wrappers = new Set(['env', 'sleep', 'timeout', 'nohup', 'nice', 'time', 'xargs', 'sudo', 'which']);

/** Returns true if the image has a program. */
export function has(word: string, shell: RunningShell): boolean {
  const { world } = shell;
  const name = word.replace(binary, '');
  if (name.includes('/')) return world.host.files().read(shell.path(word)) !== undefined;
  return isKnown(name, world.host) || (usualPrograms(world.host.image)?.has(name) ?? false);
}

function isKnown(name: string, host: RunningShell['world']['host']): boolean {
  if (name === 'bash' && usualPrograms(host.image)?.has('bash') === false) return false;
  return shells.has(name) || wrappers.has(name) || Object.hasOwn(filters, name) || toolOf(host, name) !== undefined;
}

/**
 * Runs a program.
 * @param own Variables for this program only.
 */
export function* call(
  words: readonly string[],
  shell: RunningShell,
  streams: Streams,
  own: ReadonlyMap<string, string> = new Map(),
): Running {
  const [word = '', ...args] = words;
  const name = word.replace(binary, '');
  const { host } = shell.world;
  const env = new Map([...shell.variables].filter(([variable]) => shell.exported.has(variable)));
  for (const [variable, value] of own) env.set(variable, value);
  if (name.includes('/')) {
    const text = host.files().read(shell.path(name));
    if (text !== undefined) return yield* runText(text, name, args, { shell, streams, env });
    return yield* unknown(word, shell, streams);
  }
  if (!isKnown(name, host)) return yield* unknown(word, shell, streams);
  if (shells.has(name)) return yield* runShell(name, args, { shell, streams, env });
  if (wrappers.has(name)) return yield* wrapped(name, args, { shell, streams, env });
  if (Object.hasOwn(filters, name)) return yield* filter(name, args, shell, streams);
  const { cwd } = shell;
  const done = toolOf(host, name)!(
    args,
    { ...host, env: Object.fromEntries(env) },
    { cwd, now: () => shell.world.now() },
  );
  yield* shell.handles(done.stdout.length + (done.file?.content.length ?? 0));
  return finish(done, shell, streams);
}

function finish({ stdout, stderr, exitCode, file }: ProgramOutcome, shell: RunningShell, streams: Streams): number {
  if (stdout !== '') streams.out(stdout);
  if (stderr !== '') streams.err(stderr);
  if (file !== undefined) shell.world.host.change({ op: 'write', path: shell.path(file.path), content: file.content });
  return exitCode;
}

interface Calling {
  readonly shell: RunningShell;
  readonly streams: Streams;
  readonly env: ReadonlyMap<string, string>;
}

/** A program that the image does not have, or one that the lab cannot run. */
function* unknown(word: string, shell: RunningShell, streams: Streams): Running {
  const programs = usualPrograms(shell.world.host.image);
  if (programs === undefined || programs.has(word.replace(binary, '')) || word.includes('/')) {
    yield 'serves';
    return 0;
  }
  if (shell.name === 'bash') shell.complain(streams, `${word}: command not found`);
  else shell.complain(streams, `${programs.has('apk') || !programs.has('bash') ? '' : '1: '}${word}: not found`);
  return 127;
}

/** Handles `sh -ec 'script' name one two`, `sh file`, and a script on standard input. */
function* runShell(name: string, args: readonly string[], calling: Calling): Running {
  const { shell, streams, env } = calling;
  const inner = shell.fresh(name, env);
  let rest = args;
  const set = new Set<string>();
  for (; rest[0]?.startsWith('-'); rest = rest.slice(1)) {
    for (const letter of rest[0].replace(/^-+/, '')) set.add(letter);
    if (rest[0] === '-o') rest = rest.slice(1);
  }
  inner.options = set;
  if (set.has('c')) {
    inner.parameters = rest.slice(2);
    return yield* inner.run(parse(rest[0] ?? ''), streams);
  }
  const [file] = rest;
  if (file === undefined) return yield* inner.run(parse(yield* streams.in.all()), streams);
  const text = shell.world.host.files().read(shell.path(file));
  if (text !== undefined) return yield* runText(text, file, rest.slice(1), calling, set);
  inner.complain(
    streams,
    `${name === 'bash' ? '' : "can't open '"}${file}${name === 'bash' ? '' : "'"}: No such file or directory`,
  );
  return name === 'bash' ? 127 : 2;
}

/** Runs a script file. */
function* runText(
  text: string,
  name: string,
  args: readonly string[],
  { shell, streams, env }: Calling,
  set: ReadonlySet<string> = new Set(),
): Running {
  const [, interpreter] = /^#! *(?:\S*\/)?(?:env +)?(\w+)/.exec(text) ?? [];
  if (interpreter !== undefined && !shells.has(interpreter)) throw new NotUnderstood();
  const inner = shell.fresh(interpreter ?? shell.name, env);
  inner.called = name;
  inner.parameters = args;
  inner.options = set;
  return yield* inner.run(parse(text), streams);
}

/** Programs that run others, or wait. */
function* wrapped(name: string, args: readonly string[], { shell, streams, env }: Calling): Running {
  if (name === 'sleep') return yield* sleep(args, shell, streams);
  if (name === 'which') {
    const found = args.filter((arg) => has(arg, shell));
    streams.out(found.map((arg) => `/usr/bin/${arg}\n`).join(''));
    return found.length === args.length ? 0 : 1;
  }
  if (name === 'xargs') return yield* xargs(args, shell, streams);
  if (name === 'env') {
    const first = args.findIndex((arg) => !arg.startsWith('-') && !arg.includes('='));
    const given = args.slice(0, first < 0 ? undefined : first).flatMap((arg) => {
      const [, variable, value] = /^(\w+)=([^]*)$/.exec(arg) ?? [];
      return variable === undefined ? [] : [[variable, value!] as const];
    });
    const all = new Map([...(args[0] === '-i' ? [] : env), ...given]);
    if (first >= 0) return yield* call(args.slice(first), shell, streams, all);
    streams.out([...all].map(([variable, value]) => `${variable}=${value}\n`).join(''));
    return 0;
  }
  let rest = args;
  while (rest[0]?.startsWith('-')) rest = rest.slice(/^-[nst]$/.test(rest[0]) && !sleepTime(rest[1] ?? '') ? 2 : 1);
  return yield* call(name === 'timeout' ? rest.slice(1) : rest, shell, streams, env);
}

function* sleep(args: readonly string[], shell: RunningShell, streams: Streams): Running {
  const times = args.map(sleepTime);
  const wrong = times.indexOf(undefined);
  if (args.length === 0 || wrong >= 0) {
    const why = args.length === 0 ? 'missing operand' : `invalid time interval '${args[wrong]}'`;
    streams.err(`sleep: ${why}\n`);
    return 1;
  }
  yield* shell.sleep(times.reduce<number>((sum, time) => sum + time!, 0));
  return 0;
}

function* xargs(args: readonly string[], shell: RunningShell, streams: Streams): Running {
  const { given, words } = options(args, 'nIL', true);
  const text = yield* streams.in.all();
  const replaced = given.get('I');
  const items = text.split(replaced === undefined ? /\s+/ : '\n').filter((item) => item !== '');
  const size = replaced !== undefined ? 1 : Number(given.get('n') ?? items.length) || 1;
  let code = 0;
  for (let i = 0; i < Math.max(items.length, 1); i += size) {
    yield* shell.step();
    const some = items.slice(i, i + size);
    const command = words.length === 0 ? ['echo'] : words;
    const full =
      replaced === undefined ? [...command, ...some] : command.map((w) => w.replaceAll(replaced, some[0] ?? ''));
    if ((yield* call(full, shell, { ...streams, in: new InputStream('') })) !== 0) code = 123;
  }
  return code;
}

/** A program that reads files, or standard input, and prints a result. */
function* filter(name: string, args: readonly string[], shell: RunningShell, streams: Streams): Running {
  const { withValue = '', leading = () => 0, failure = 1, run } = filters[name]!;
  const { given, words } = options(args, withValue);
  const first = leading(given);
  const names = words.slice(first);
  if (name === 'tail' && (given.has('f') || given.has('F'))) return yield* follow(names, args, shell, streams);
  const { host } = shell.world;
  const failed = new Collected();
  const inputs: { readonly name: string; readonly text: string }[] = [];
  for (const file of name === 'tee' || names.length === 0 ? ['-'] : names) {
    if (file === '-') inputs.push({ name: '', text: yield* streams.in.all() });
    else {
      const path = shell.path(file);
      const text = path === '/dev/null' ? '' : host.files().read(path);
      if (text !== undefined) inputs.push({ name: file, text });
      else failed.write(readFailure(name, file, path, host));
    }
  }
  yield* shell.handles(inputs.reduce((sum, { text }) => sum + text.length, 0));
  if (name === 'tee') {
    for (const file of names) {
      const path = shell.path(file);
      const before = given.has('a') ? (host.files().read(path) ?? '') : '';
      host.change({ op: 'write', path, content: before + inputs[0]!.text });
    }
  }
  const done = inputs.length === 0 ? outcome('') : run(inputs, given, words.slice(0, first), host);
  streams.err(failed.text);
  return Math.max(finish(done, shell, streams), failed.text === '' ? 0 : failure);
}

/** `tail -f`: checks for more once a second. */
function* follow(names: readonly string[], args: readonly string[], shell: RunningShell, streams: Streams): Running {
  const read = (): string[] => names.map((name) => shell.world.host.files().read(shell.path(name)) ?? '');
  if (names.every((name) => name.startsWith('/dev/'))) yield* shell.sleep(Infinity);
  let before = read();
  const once = args
    .map((arg) => (/^-[^-]*[fF]/.test(arg) ? arg.replace(/[fF]/, '') : arg))
    .filter((arg) => arg !== '-');
  yield* filter('tail', once, shell, streams);
  for (;;) {
    yield* shell.sleep(1000);
    const now = read();
    now.forEach((text, i) => {
      const seen = before[i]!;
      const more = text.startsWith(seen) ? text.slice(seen.length) : text;
      if (more !== '') streams.out(more);
    });
    before = now;
  }
}
