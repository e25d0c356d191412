/** A shell in a container: runs a script, and pauses where it has to wait. */
// Models a POSIX shell with the extensions of bash that scripts of containers use.
// Differs: commands of a pipe run one after the other; a command in the background runs up to its first pause.
import { matchingPaths, resolvePath } from '../paths.ts';
import { calculate } from './arithmetic.ts';
import { type Builtin, builtins } from './builtins.ts';
import { call } from './call.ts';
import { conditionHolds } from './double-brackets.ts';
import { patternOf, textOf, wordsOf } from './expansion.ts';
import { NotUnderstood } from './lexer.ts';
import { type Command, parse, type Pipeline, type Script } from './parser.ts';
import { matching } from './patterns.ts';
import { charactersPerStep, computing, type Pause } from './pause.ts';
import { specialParameter } from './special-parameters.ts';
import { redirected } from './redirection.ts';
import { Leave, type RunningShell, type World } from './running-shell.ts';
import { Bounded, Collected, InputStream, type Streams } from './streams.ts';

type Running<T = number> = Generator<Pause, T>;

const deepest = 60;
const longestCommand = 200_000;

export class Shell implements RunningShell {
  readonly variables: Map<string, string>;
  readonly exported: Set<string>;
  readonly functions = new Map<string, Command>();
  parameters: readonly string[] = [];
  options: ReadonlySet<string> = new Set();
  cwd: string;
  exit = 0;
  leftBehind = false;
  /** True in a condition, whose failure does not end the script. */
  #guarded = 0;
  #match: readonly string[] = [];
  /** The exit code of the last command substitution. */
  #substituted = 0;
  #nested = 0;
  called: string | undefined;

  constructor(
    readonly world: World,
    readonly name: string,
    env: ReadonlyMap<string, string>,
    cwd: string,
    private readonly depth = 0,
  ) {
    if (depth > deepest) throw new NotUnderstood();
    this.variables = new Map(env);
    this.exported = new Set(env.keys());
    this.cwd = cwd;
  }

  copy(): Shell {
    const copy = new Shell(this.world, this.name, this.variables, this.cwd, this.depth + 1);
    for (const name of this.variables.keys()) if (!this.exported.has(name)) copy.exported.delete(name);
    for (const [name, body] of this.functions) copy.functions.set(name, body);
    [copy.parameters, copy.options, copy.exit, copy.#match] = [this.parameters, this.options, this.exit, this.#match];
    return copy;
  }

  fresh(name: string, env: ReadonlyMap<string, string>): Shell {
    return new Shell(this.world, name, env, this.cwd, this.depth + 1);
  }

  get(name: string): string | undefined {
    if (/^[1-9]\d*$/.test(name)) return this.parameters[Number(name) - 1];
    const [, index] = /^BASH_REMATCH(?:\[(\d+)\])?$/.exec(name) ?? [];
    if (name.startsWith('BASH_REMATCH')) return this.#match[Number(index ?? 0)];
    return specialParameter(name, this) ?? this.variables.get(name);
  }

  set(name: string, value: string): void {
    this.variables.set(name, value);
  }

  *output(script: string): Running<string> {
    const collected = new Collected();
    const copy = this.copy();
    this.#substituted = yield* copy.run(parse(script), { ...noStreams, out: collected.write });
    return collected.text.replace(/\n+$/, '');
  }

  matching(pattern: string): readonly string[] {
    return matchingPaths(this.world.host.files(), this.cwd, pattern);
  }

  path(word: string): string {
    return resolvePath(this.cwd, word);
  }

  complain(streams: Streams, text: string): void {
    streams.err(`${this.name === 'bash' ? 'bash: line 1' : this.name}: ${text}\n`);
  }

  *run(script: Script, streams: Streams): Running {
    try {
      return yield* this.list(script, streams);
    } catch (error) {
      if (error instanceof Leave) return (this.exit = error.code);
      throw error;
    }
  }

  *list(script: Script, streams: Streams): Running {
    for (const [i, pipeline] of script.entries()) {
      const { after, negated } = pipeline;
      if (after !== 'any' && (after === 'success') !== (this.exit === 0)) continue;
      if (pipeline.background) this.#start(pipeline, streams);
      else {
        const decides = negated || (script[i + 1]?.after ?? 'any') !== 'any';
        if (decides) this.#guarded++;
        const code = yield* this.#pipeline(pipeline, streams);
        if (decides) this.#guarded--;
        this.exit = negated ? Number(code === 0) : code;
        if (this.exit !== 0 && !decides && this.#guarded === 0 && this.options.has('e')) {
          throw new Leave('exit', this.exit);
        }
      }
    }
    return this.exit;
  }

  /** A command in the background runs up to its first pause. */
  #start(pipeline: Pipeline, streams: Streams): void {
    const started = this.copy().run([{ ...pipeline, background: false, after: 'any' }], streams);
    this.leftBehind = started.next().done !== true || this.leftBehind;
    this.exit = 0;
  }

  *#pipeline({ commands }: Pipeline, streams: Streams): Running {
    if (commands.length === 1) return yield* this.#command(commands[0]!, streams);
    let input = streams.in;
    let code = 0;
    let failed = 0;
    for (const [i, command] of commands.entries()) {
      const last = i === commands.length - 1;
      const collected = new Collected();
      const out = last ? streams.out : collected.write;
      const single: Script = [{ negated: false, commands: [command], after: 'any', background: false }];
      code = yield* this.copy().run(single, { ...streams, in: input, out });
      if (code !== 0) failed = code;
      input = new InputStream(collected.text);
    }
    return this.options.has('pipefail') ? failed : code;
  }

  *#command(command: Command, streams: Streams): Running {
    const to = yield* redirected(command.redirections, streams, this);
    if (to === undefined) return 1;
    switch (command.type) {
      case 'simple':
        return yield* this.#simple(command, to);
      case 'if':
        for (const [condition, body] of command.branches) {
          if ((yield* this.#test(condition, to)) === 0) return yield* this.#body(body, to);
        }
        return 0;
      case 'loop':
        return yield* this.#loop(command, to);
      case 'for':
        return yield* this.#for(command, to);
      case 'case':
        return yield* this.#case(command, to);
      case 'group':
        return yield* command.subshell ? this.copy().run(command.body, to) : this.#body(command.body, to);
      case 'function':
        this.functions.set(command.name, command.body);
        return 0;
      case 'condition':
        return yield* this.#condition(command.words);
      case 'arithmetic':
        return Number(calculate(yield* textOf(`"${command.text}"`, this), this) === 0);
    }
  }

  *#body(body: Script, streams: Streams): Running {
    this.exit = 0;
    return yield* this.list(body, streams);
  }

  /** Runs commands as a condition: their failure does not end the script. */
  *#test(condition: Script, streams: Streams): Running {
    this.#guarded++;
    const code = yield* this.#body(condition, streams);
    this.#guarded--;
    return code;
  }

  *#loop({ condition, until, body }: Extract<Command, { type: 'loop' }>, streams: Streams): Running {
    let code = 0;
    while (((yield* this.#test(condition, streams)) === 0) !== until) {
      yield* this.step();
      const round = yield* this.#round(body, streams);
      if (round === 'break') break;
      code = round;
    }
    return code;
  }

  *#for({ name, words, body }: Extract<Command, { type: 'for' }>, streams: Streams): Running {
    let code = 0;
    const values: string[] = [];
    for (const word of words) values.push(...(yield* wordsOf(word, this)));
    for (const value of values) {
      yield* this.step();
      this.set(name, value);
      const round = yield* this.#round(body, streams);
      if (round === 'break') break;
      code = round;
    }
    return code;
  }

  *#round(body: Script, streams: Streams): Running<number | 'break'> {
    try {
      return yield* this.#body(body, streams);
    } catch (error) {
      if (!(error instanceof Leave) || (error.what !== 'break' && error.what !== 'continue')) throw error;
      if (error.code > 1) throw new Leave(error.what, error.code - 1);
      return error.what === 'break' ? 'break' : 0;
    }
  }

  *#case({ word, branches }: Extract<Command, { type: 'case' }>, streams: Streams): Running {
    const text = yield* textOf(word, this);
    yield* this.handles(text.length * branches.length);
    for (const [patterns, body] of branches) {
      for (const pattern of patterns) {
        if (matching(yield* patternOf(pattern, this))(text)) return yield* this.#body(body, streams);
      }
    }
    return 0;
  }

  *#condition(words: readonly string[]): Running {
    const { holds, match } = yield* conditionHolds(words, this);
    if (match !== undefined) this.#match = match;
    return holds ? 0 : 1;
  }

  *#simple({ assignments, words }: Extract<Command, { type: 'simple' }>, streams: Streams): Running {
    yield* this.step();
    const values: string[] = [];
    this.#substituted = 0;
    let length = 0;
    for (const word of words) {
      for (const value of yield* wordsOf(word, this)) length += values.push(value) && value.length;
      if (length > longestCommand) throw new Bounded();
    }
    const own = new Map<string, string>();
    for (const [name, word] of assignments) {
      const value = yield* textOf(word, this);
      length += value.length;
      if (values.length === 0) this.set(name, value);
      else own.set(name, value);
    }
    yield* this.handles(length);
    if (values.length === 0) return this.#substituted;
    if (this.options.has('x')) streams.err(`+ ${values.join(' ')}\n`);
    const [name = '', ...args] = values;
    const body = this.functions.get(name);
    if (body !== undefined) return yield* this.#callFunction(body, args, streams);
    const builtin: Builtin | undefined = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
    if (builtin !== undefined) return yield* builtin(args, this, streams);
    return yield* call(values, this, streams, own);
  }

  *#callFunction(body: Command, args: readonly string[], streams: Streams): Running {
    const before = this.parameters;
    this.parameters = args;
    if (++this.#nested > deepest) throw new Bounded();
    try {
      return yield* this.#command(body, streams);
    } catch (error) {
      if (error instanceof Leave && error.what === 'return') return error.code;
      throw error;
    } finally {
      this.#nested--;
      this.parameters = before;
    }
  }

  step(): Running<void> {
    return computing(this.world, 1);
  }

  handles(length: number): Running<void> {
    return computing(this.world, Math.floor(length / charactersPerStep));
  }

  *sleep(ms: number): Running<void> {
    if (ms > 0) this.world.steps = 0;
    yield { sleep: ms };
  }
}

const noStreams: Streams = { in: new InputStream(''), out: () => {}, err: () => {} };
