/**
 * Shows output while it comes. just-bash collects what a script prints and gives it back at the end; here each command
 * whose output belongs in the terminal is sent to the terminal's device instead, as if it were followed by
 * `>| /dev/tty`. In loops a hidden command lets the page breathe.
 */
import type { Bash } from 'just-bash/browser';

export type Script = ReturnType<Bash['transform']>['ast'];
type Statement = Script['statements'][number];
type Pipeline = Statement['pipelines'][number];
type CommandNode = Pipeline['commands'][number];
type SimpleCommand = Extract<CommandNode, { type: 'SimpleCommand' }>;
type Compound = Exclude<CommandNode, SimpleCommand | { type: 'FunctionDef' }>;
export type FunctionDefinition = Extract<CommandNode, { type: 'FunctionDef' }>;
type Redirection = SimpleCommand['redirections'][number];
type Word = NonNullable<SimpleCommand['name']>;

/** Where what would be printed goes: true, to the terminal; false, to whoever collects it. */
interface Streams {
  readonly out: boolean;
  readonly err: boolean;
}

export const devices = { out: '/dev/tty', err: '/dev/lab-stderr', state: '/dev/lab-state' } as const;
/** Set for a command that may print to the terminal by itself, chunk by chunk: to `out`, or to `out` and `err`. */
export const terminalVariable = 'LAB_TERMINAL';
/** Set for a command that goes on and on in front of filters: what each piece of its output goes through. */
export const filterVariable = 'LAB_FILTER';
export const breatheCommand = 'lab-breathe';

/** They answer each line by itself, so that they need not wait for the last one. */
const lineFilters = new Set(['awk', 'cat', 'cut', 'egrep', 'fgrep', 'grep', 'sed', 'tr']);

/** Of these the redirection would outlive the command, or there is nothing to print. */
const untouched = new Set(['exec', 'break', 'continue', 'return', 'exit', breatheCommand]);

export interface StreamingOptions {
  /** Commands that print to the terminal by themselves, aliases of them included. */
  readonly streams: (name: string) => boolean;
  /** A script as text. */
  readonly serialize: (script: Script) => string;
  /** Called with each function that the script defines. */
  readonly onFunction: (definition: FunctionDefinition) => void;
}

/** The script that does the same and prints to the terminal. */
export function toTerminal(script: Script, options: StreamingOptions): Script {
  return new Rewriter(options).script(script, { out: true, err: true });
}

/** The script that does the same, with room to breathe in its loops. For scripts whose output somebody collects. */
export function breathing(script: Script): Script {
  return new Rewriter({ streams: () => false, serialize: () => '', onFunction: () => {} }).script(script, {
    out: false,
    err: false,
  });
}

class Rewriter {
  constructor(private readonly options: StreamingOptions) {}

  script(script: Script, to: Streams): Script {
    return { ...script, statements: this.#statements(script.statements, to) };
  }

  #statements(statements: readonly Statement[], to: Streams): Statement[] {
    return statements.map((statement) => ({
      ...statement,
      pipelines: statement.pipelines.map((pipeline) => this.#pipeline(pipeline, to)),
    }));
  }

  #pipeline(pipeline: Pipeline, to: Streams): Pipeline {
    const filtered = to.out ? this.#filtered(pipeline) : undefined;
    if (filtered !== undefined) return { ...pipeline, commands: [this.#simple(filtered, to)], pipeStderr: [] };
    const last = pipeline.commands.length - 1;
    const commands = pipeline.commands.map((command, i) =>
      this.#command(command, { out: to.out && i === last, err: to.err && !pipeline.pipeStderr?.[i] }),
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
    if (!this.options.streams(literal(first.name) ?? '')) return;
    if (!rest.every((each) => each.type === 'SimpleCommand' && lineFilters.has(literal(each.name) ?? ''))) return;
    const filter = this.options.serialize({ type: 'Script', statements: [statement(...rest)] });
    return { ...first, assignments: [...first.assignments, assignment(filterVariable, filter)] };
  }

  #command(command: CommandNode, to: Streams): CommandNode {
    if (command.type === 'SimpleCommand') return this.#simple(command, to);
    if (command.type !== 'FunctionDef') return this.#compound(command, to);
    // Who calls the function decides where its output goes, so its commands are left to whoever collects.
    const body = this.#compound(command.body, { out: false, err: false });
    const definition = { ...command, body };
    this.options.onFunction(definition);
    return definition;
  }

  #simple(command: SimpleCommand, to: Streams): SimpleCommand {
    const name = literal(command.name);
    if (command.name === null || (name !== undefined && untouched.has(name))) return command;
    const prints = to.out && !command.redirections.some((redirection) => redirects(redirection, 1));
    const complains = to.err && !command.redirections.some((redirection) => redirects(redirection, 2));
    const streams = prints && name !== undefined && this.options.streams(name);
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
    const to = elsewhere ? { out: false, err: false } : around;
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

const assignment = (name: string, value: string): SimpleCommand['assignments'][number] => ({
  type: 'Assignment',
  name,
  value: { type: 'Word', parts: [{ type: 'SingleQuoted', value }] },
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

const breathe = (): Statement => statement(simpleCommand(breatheCommand, [lastExit()]));
