/** Builtin commands, which change the shell or the flow of its script. */
import { isDirectory } from '../paths.ts';
import { calculate } from './arithmetic.ts';
import { call, has } from './call.ts';
import { parse } from './parser.ts';
import type { Pause } from './pause.ts';
import { Leave, type RunningShell } from './running-shell.ts';
import type { Streams } from './streams.ts';

export type Builtin = (args: readonly string[], shell: RunningShell, streams: Streams) => Generator<Pause, number>;

/** A builtin that takes no time. */
const at = (run: (args: readonly string[], shell: RunningShell, streams: Streams) => number): Builtin =>
  function* (args, shell, streams) {
    return run(args, shell, streams);
  };

const leave = (what: Leave['what'], otherwise: (shell: RunningShell) => number): Builtin =>
  at((args, shell) => {
    throw new Leave(what, args[0] === undefined ? otherwise(shell) : Number(args[0]) & 255);
  });

const declare = at((args, shell) => {
  for (const arg of args.filter((each) => !each.startsWith('-'))) {
    const [, name = arg, value] = /^(\w+)=([^]*)$/.exec(arg) ?? [];
    if (value !== undefined) shell.set(name, value);
  }
  return 0;
});

const exportVariables = at((args, shell) => {
  for (const arg of args.filter((each) => !each.startsWith('-'))) {
    const [, name = arg, value] = /^(\w+)=([^]*)$/.exec(arg) ?? [];
    if (value !== undefined) shell.set(name, value);
    shell.exported.add(name);
  }
  return 0;
});

const set = at((args, shell) => {
  const options = new Set(shell.options);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const [, sign, letters = ''] = /^([-+])(\w+)$/.exec(arg) ?? [];
    if (sign === undefined) {
      shell.parameters = args.slice(arg === '--' ? i + 1 : i);
      break;
    }
    for (const letter of letters.replace('o', '')) options[sign === '-' ? 'add' : 'delete'](letter);
    if (!letters.includes('o')) continue;
    const name = args[++i] ?? '';
    const known: Readonly<Record<string, string>> = { errexit: 'e', xtrace: 'x', nounset: 'u' };
    options[sign === '-' ? 'add' : 'delete'](known[name] ?? name);
  }
  shell.options = options;
  return 0;
});

function* read(args: readonly string[], shell: RunningShell, streams: Streams): Generator<Pause, number> {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const line = yield* streams.in.line();
  const words = (line ?? '').trim().split(/\s+/);
  names.forEach((name, i) => shell.set(name, i === names.length - 1 ? words.slice(i).join(' ') : (words[i] ?? '')));
  return line === undefined ? 1 : 0;
}

function* source([name = '']: readonly string[], shell: RunningShell, streams: Streams): Generator<Pause, number> {
  const text = shell.world.host.files().read(shell.path(name));
  if (text !== undefined) return yield* shell.list(parse(text), streams);
  shell.complain(streams, `${name}: not found`);
  throw new Leave('exit', 127);
}

/** The program replaces the shell. */
function* exec(args: readonly string[], shell: RunningShell, streams: Streams): Generator<Pause, number> {
  if (args.length === 0) return 0;
  throw new Leave('exit', yield* call(args, shell, streams));
}

function* command(args: readonly string[], shell: RunningShell, streams: Streams): Generator<Pause, number> {
  const [option, name = ''] = args;
  if (option !== '-v' && option !== '-V') return yield* builtinOrProgram(args, shell, streams);
  const known = shell.functions.has(name) || Object.hasOwn(builtins, name);
  if (known || has(name, shell)) streams.out(known ? `${name}\n` : `/usr/bin/${name}\n`);
  return known || has(name, shell) ? 0 : 127;
}

function* builtinOrProgram(words: readonly string[], shell: RunningShell, streams: Streams): Generator<Pause, number> {
  const [name = '', ...args] = words;
  const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  return yield* builtin === undefined ? call(words, shell, streams) : builtin(args, shell, streams);
}

export const builtins: Readonly<Record<string, Builtin>> = {
  ':': at(() => 0),
  '.': source,
  break: leave('break', () => 1),
  cd: at((args, shell, streams) => {
    const [to = shell.get('HOME') ?? '/root'] = args.filter((arg) => arg === '-' || !arg.startsWith('-'));
    const path = to === '-' ? (shell.get('OLDPWD') ?? '/') : shell.path(to);
    if (!isDirectory(shell.world.host.files(), path)) {
      shell.complain(streams, `cd: ${to}: No such file or directory`);
      return 1;
    }
    shell.set('OLDPWD', shell.cwd);
    shell.cwd = path;
    return 0;
  }),
  command,
  continue: leave('continue', () => 1),
  declare,
  eval: function* (args, shell, streams) {
    return yield* shell.list(parse(args.join(' ')), streams);
  },
  exec,
  exit: leave('exit', ({ exit }) => exit),
  export: exportVariables,
  let: at((args, shell) => Number(args.map((arg) => calculate(arg, shell)).at(-1) === 0)),
  local: declare,
  read,
  readonly: declare,
  return: leave('return', ({ exit }) => exit),
  set,
  shift: at((args, shell) => {
    shell.parameters = shell.parameters.slice(Number(args[0] ?? 1));
    return 0;
  }),
  source,
  trap: at(() => 0),
  type: at((args, shell, streams) => {
    for (const name of args) streams.out(`${name} is ${has(name, shell) ? `/usr/bin/${name}` : 'a shell builtin'}\n`);
    return 0;
  }),
  ulimit: at(() => 0),
  umask: at(() => 0),
  unset: at((args, shell) => {
    for (const name of args) shell.variables.delete(name);
    return 0;
  }),
  *wait(_, shell) {
    if (shell.leftBehind) yield* shell.sleep(Infinity);
    return 0;
  },
};
