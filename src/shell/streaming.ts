/**
 * Shows output while it comes. just-bash collects what a script prints and gives it back at the end; here each command
 * whose output belongs in the terminal is sent to the terminal's device instead, as if it were followed by
 * `>| /dev/tty`. In loops a hidden command lets the page breathe; what is to run in the background is handed to a command
 * that begins a job.
 */
import { fromTerminal, readsInput } from './reading.ts';
import {
  type CommandNode,
  type Compound,
  filterVariable,
  type FunctionDefinition,
  type Pipeline,
  type Redirection,
  type Script,
  type SimpleCommand,
  type Statement,
  terminalVariable,
  waitCommand,
  type Word,
} from './script.ts';

/** Where what would be printed goes: true, to the terminal; false, to whoever collects it. */
interface Streams {
  readonly out: boolean;
  readonly err: boolean;
  /** What is read is typed. */
  readonly in: boolean;
}

const collected: Streams = { out: false, err: false, in: false };

export const devices = { out: '/dev/tty', err: '/dev/lab-stderr', state: '/dev/lab-state' } as const;
export const breatheCommand = 'lab-breathe';
/** Begins a job: with its script, and the text that stands for it. */
export const jobCommand = 'lab-job';
/** `$!` */
export const lastJobVariable = 'LAB_LAST_JOB';

/** They answer each line by itself, so that they need not wait for the last one. */
const lineFilters = new Set(['awk', 'cat', 'cut', 'egrep', 'fgrep', 'grep', 'sed', 'tr']);

/** Of these the redirection would outlive the command, or there is nothing to print. */
const untouched = new Set(['exec', 'break', 'continue', 'return', 'exit', breatheCommand, jobCommand]);

export interface StreamingOptions {
  /** Commands that print to the terminal by themselves, aliases of them included. */
  readonly streams: (name: string) => boolean;
  /** A script as text. */
  readonly serialize: (script: Script) => string;
  /** There is somebody who types. */
  readonly interactive: boolean;
  /** Called with each function that the script defines. */
  readonly onFunction: (definition: FunctionDefinition) => void;
}

/** The script that does the same and prints to the terminal. */
export function toTerminal(script: Script, options: StreamingOptions): Script {
  return new Rewriter(options).script(withLastJob(script), { out: true, err: true, in: options.interactive });
}

/** The script that does the same, with room to breathe in its loops. For scripts whose output somebody collects. */
export function breathing(script: Script): Script {
  return new Rewriter().script(script, collected);
}

class Rewriter {
  /** @param options None for scripts whose output somebody collects. */
  constructor(private readonly options?: StreamingOptions) {}

  script(script: Script, to: Streams): Script {
    return { ...script, statements: this.#statements(script.statements, to) };
  }

  #statements(statements: readonly Statement[], to: Streams): Statement[] {
    return statements.map((each) =>
      each.background && this.options !== undefined
        ? this.#job(each, this.options)
        : { ...each, pipelines: each.pipelines.map((pipeline) => this.#pipeline(pipeline, to)) },
    );
  }

  #job(job: Statement, { serialize }: StreamingOptions): Statement {
    const script = serialize({ type: 'Script', statements: [{ ...job, background: false }] });
    const text = job.sourceText?.replace(/\s*&\s*$/, '') ?? script;
    return statement(simpleCommand(jobCommand, [singleQuoted(script), singleQuoted(text)]));
  }

  #pipeline(pipeline: Pipeline, to: Streams): Pipeline {
    const filtered = to.out ? this.#filtered(pipeline) : undefined;
    if (filtered !== undefined) return { ...pipeline, commands: [this.#simple(filtered, to)], pipeStderr: [] };
    const last = pipeline.commands.length - 1;
    const commands = pipeline.commands.map((command, i) =>
      this.#command(command, {
        out: to.out && i === last,
        err: to.err && !pipeline.pipeStderr?.[i],
        in: to.in && i === 0,
      }),
    );
    return { ...pipeline, commands };
  }

  /**
   * `kubectl get pods -w | grep web`: just-bash hands on what a command printed when it is over, which a watch never is.
   * Behind it, filters can as well be asked for each piece.
   */
  #filtered({ commands: [first, ...rest], negated }: Pipeline): SimpleCommand | undefined {
    if (first?.type !== 'SimpleCommand' || rest.length === 0 || negated || first.redirections.length > 0) return;
    const words = first.args.map((arg) => literal(arg) ?? '');
    if (!words.some((word) => /^(-w|--watch|--watch-only)$/.test(word) || isFollow(word, words))) return;
    if (this.options?.streams(literal(first.name) ?? '') !== true) return;
    if (!rest.every((each) => each.type === 'SimpleCommand' && lineFilters.has(literal(each.name) ?? ''))) return;
    const filter = this.options.serialize({ type: 'Script', statements: [statement(...rest)] });
    return { ...first, assignments: [...first.assignments, assignment(filterVariable, filter)] };
  }

  #command(command: CommandNode, to: Streams): CommandNode {
    if (command.type === 'SimpleCommand') {
      const simple = this.#simple(command, to);
      return to.in ? fromTerminal(simple, [command.name, ...command.args].map(literal)) : simple;
    }
    if (command.type !== 'FunctionDef') return this.#compound(command, to);
    // Who calls the function decides where its output goes, so its commands are left to whoever collects.
    const body = this.#compound(command.body, collected);
    const definition = { ...command, body };
    this.options?.onFunction(definition);
    return definition;
  }

  #simple(command: SimpleCommand, to: Streams): SimpleCommand {
    const name = literal(command.name);
    if (name === 'wait') return this.#simple({ ...command, name: word(waitCommand) }, to);
    if (command.name === null || (name !== undefined && untouched.has(name))) return command;
    const prints = to.out && !command.redirections.some((redirection) => redirects(redirection, 1));
    const complains = to.err && !command.redirections.some((redirection) => redirects(redirection, 2));
    const streams = prints && name !== undefined && this.options?.streams(name) === true;
    return {
      ...command,
      assignments: streams
        ? [...command.assignments, assignment(terminalVariable, complains ? 'out err' : 'out')]
        : command.assignments,
      // First, so that the command's own redirections prevail.
      redirections: [
        ...(to.out ? [redirection(1, devices.out)] : []),
        ...(to.err ? [redirection(2, devices.err)] : []),
        ...command.redirections,
      ],
    };
  }

  #compound(command: Compound, around: Streams): Compound {
    const elsewhere = command.redirections.some(
      (redirection) => redirects(redirection, 1) || redirects(redirection, 2),
    );
    const reads = around.in && !readsInput(command.redirections);
    const to = elsewhere ? { ...collected, in: reads } : { ...around, in: reads };
    const inside = (statements: readonly Statement[]) => this.#statements(statements, to);
    const loop = (statements: readonly Statement[]) => [breathe(), ...inside(statements)];
    switch (command.type) {
      case 'If':
        return {
          ...command,
          clauses: command.clauses.map(({ condition, body }) => ({ condition: inside(condition), body: inside(body) })),
          elseBody: command.elseBody && inside(command.elseBody),
        };
      case 'For':
      case 'CStyleFor':
        return { ...command, body: loop(command.body) };
      case 'While':
      case 'Until':
        return { ...command, condition: inside(command.condition), body: loop(command.body) };
      case 'Case':
        return { ...command, items: command.items.map((item) => ({ ...item, body: inside(item.body) })) };
      case 'Subshell':
      case 'Group':
        return { ...command, body: inside(command.body) };
      case 'ArithmeticCommand':
      case 'ConditionalCommand':
        return command;
    }
  }
}

const isFollow = (word: string, words: readonly string[]): boolean =>
  words.includes('logs') && (word === '-f' || word === '--follow');

/** The name of a command, when it is written out. */
function literal(word: Word | null): string | undefined {
  const [part, ...others] = word?.parts ?? [];
  return part?.type === 'Literal' && others.length === 0 ? part.value : undefined;
}

const redirects = ({ fd, operator }: Redirection, stream: 1 | 2): boolean => {
  if (operator.startsWith('<')) return false;
  return operator.startsWith('&') || (fd ?? 1) === stream;
};

export const word = (value: string): Word => ({ type: 'Word', parts: [{ type: 'Literal', value }] });

const singleQuoted = (value: string): Word => ({ type: 'Word', parts: [{ type: 'SingleQuoted', value }] });

const assignment = (name: string, value: string): SimpleCommand['assignments'][number] => ({
  type: 'Assignment',
  name,
  value: singleQuoted(value),
  append: false,
  array: null,
});

/** `>|`: also where `set -o noclobber` protects files. */
export const redirection = (fd: number, target: string): Redirection => ({
  type: 'Redirection',
  fd,
  operator: '>|',
  target: word(target),
});

export function simpleCommand(name: string, args: readonly Word[] = []): SimpleCommand {
  return { type: 'SimpleCommand', assignments: [], name: word(name), args: [...args], redirections: [] };
}

export function statement(...commands: CommandNode[]): Statement {
  return {
    type: 'Statement',
    pipelines: [{ type: 'Pipeline', commands, negated: false }],
    operators: [],
    background: false,
  };
}

/** `$?`, so that the hidden command can leave it as it was. */
export const lastExit = (): Word => ({
  type: 'Word',
  parts: [{ type: 'ParameterExpansion', parameter: '?', operation: null }],
});

/** `$!` is a variable here: just-bash has no jobs, and no number for the last. */
function withLastJob<T>(node: T): T {
  if (Array.isArray(node)) return node.map(withLastJob) as T;
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    key === 'parameter' && value === '!' ? lastJobVariable : withLastJob<unknown>(value),
  ]);
  return Object.fromEntries(entries) as T;
}

const breathe = (): Statement => statement(simpleCommand(breatheCommand, [lastExit()]));
