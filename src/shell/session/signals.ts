/** Signals by name and number, and `trap`: the scripts that a shell runs when a signal comes or when it ends. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandResult } from '../commands/terminal-output.ts';

const names = (
  'EXIT HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU ' +
  'URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'
).split(' ');
const firstRealTime = 34;
const lastRealTime = 64;
const middle = 49;

/** Events that `trap` accepts besides signals. */
const events = ['DEBUG', 'ERR', 'RETURN'];
/** Signals that end no process by default. */
const harmless = new Set(['EXIT', 'CHLD', 'CONT', 'URG', 'WINCH']);

/** Returns a signal's name without `SIG`. */
const nameOf = (number: number): string | undefined => {
  if (number < firstRealTime) return names[number];
  if (number === firstRealTime) return 'RTMIN';
  if (number === lastRealTime) return 'RTMAX';
  if (number > lastRealTime) return undefined;
  return number <= middle ? `RTMIN+${number - firstRealTime}` : `RTMAX-${lastRealTime - number}`;
};

/** Returns the name of the signal for a word (`15`, `TERM`, `sigterm`); `undefined` if there is none. */
export function signalNamed(word: string): string | undefined {
  if (/^\d+$/.test(word)) return nameOf(Number(word));
  const name = word.toUpperCase().replace(/^SIG/, '');
  return names.includes(name) ? name : undefined;
}

export const signalNumber = (name: string): number => Math.max(0, names.indexOf(name));

/** Returns the exit code of a process that a signal has ended. */
export const exitBySignal = (name: string): number => 128 + signalNumber(name);

export const endsProcess = (name: string): boolean => !harmless.has(name);

/** Prints all signals, five in a line. */
export function signalTable(): string {
  let [text, shown] = ['', 0];
  for (let number = 1; number <= lastRealTime; number++) {
    const name = nameOf(number);
    if (name === undefined) continue;
    shown++;
    text += `${String(number).padStart(2)}) SIG${name}${shown % 5 === 0 ? '\n' : '\t'}`;
  }
  return `${text}\n`;
}

const isSignal = (event: string): boolean => !events.includes(event) && event !== 'EXIT';
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const done = (stdout = '', stderr = '', exitCode = stderr === '' ? 0 : 1): CommandResult => ({
  stdout,
  stderr,
  exitCode,
});

export class Traps {
  readonly #handlers = new Map<string, string>();
  /** Signals that the shell has sent to itself and not handled yet. */
  #pending: string[] = [];

  /** True if no event has a script. */
  get empty(): boolean {
    return this.#handlers.size === 0;
  }

  /** Returns the script for an event; an empty one ignores it. */
  get(event: string): string | undefined {
    return this.#handlers.get(event);
  }

  /** Removes and returns the script for an event that runs once. */
  take(event: string): string | undefined {
    const script = this.#handlers.get(event);
    this.#handlers.delete(event);
    return script;
  }

  /** Stores a signal until the running command has ended. */
  receive(name: string): void {
    this.#pending.push(name);
  }

  /** Returns the scripts for the stored signals. */
  received(): readonly string[] {
    const scripts = this.#pending.map((name) => this.#handlers.get(name) ?? '');
    this.#pending = [];
    return scripts.filter((script) => script !== '');
  }

  command(): Command {
    return defineCommand('trap', async (args) => this.#trap(args));
  }

  #trap(args: readonly string[]): CommandResult {
    const words = args[0] === '--' ? args.slice(1) : args;
    if (words[0] === '-l') return done(signalTable());
    if (words.length === 0 || words[0] === '-p') return this.#list(words.slice(1));
    if (/^-./.test(words[0]!)) {
      return done(
        '',
        `bash: trap: ${words[0]!.slice(0, 2)}: invalid option\ntrap: usage: trap [-Plp] [[action] signal_spec ...]\n`,
        2,
      );
    }
    const resets = words[0] === '-' || words.length === 1 || /^\d+$/.test(words[0]!);
    const [script, ...specs] = resets ? [undefined, ...(words[0] === '-' ? words.slice(1) : words)] : words;
    let stderr = '';
    for (const spec of specs) {
      const event = eventNamed(spec!);
      if (event === undefined) stderr += `bash: trap: ${spec}: invalid signal specification\n`;
      else if (script === undefined) this.#handlers.delete(event);
      else this.#handlers.set(event, script);
    }
    return done('', stderr);
  }

  #list(specs: readonly string[]): CommandResult {
    const order = [...names, ...events];
    const wanted = specs.map((spec) => eventNamed(spec));
    const wrong = specs[wanted.indexOf(undefined)];
    if (wrong !== undefined) return done('', `bash: trap: ${wrong}: invalid signal specification\n`);
    const shown = [...this.#handlers.keys()]
      .filter((event) => specs.length === 0 || wanted.includes(event))
      .sort((one, other) => order.indexOf(one) - order.indexOf(other));
    const lines = shown.map(
      (event) => `trap -- ${quoted(this.#handlers.get(event)!)} ${isSignal(event) ? 'SIG' : ''}${event}\n`,
    );
    return done(lines.join(''));
  }
}

const eventNamed = (spec: string): string | undefined =>
  events.includes(spec.toUpperCase()) ? spec.toUpperCase() : signalNamed(spec);
