/** Rewrites the scripts of a session, so that they print while they run and pass their state on to the next line. */
import { collected, devices, hidden, type Streams, tracedAbove, traceVariable } from '../language/hidden.ts';
import { functionText } from './function-text.ts';
import { isTooIntricate } from '../language/intricate.ts';
import type { Parser } from '../language/parser.ts';
import {
  anyNode,
  type FunctionDefinition,
  lastExit,
  literalWord,
  redirection,
  type Script,
  simpleCommand,
  type SimpleCommand,
  statement,
} from '../language/script.ts';
import { streaming } from '../language/streaming.ts';
import { switchesTraces } from '../language/trace-words.ts';
import { withTraces } from '../language/tracing.ts';
import { killed } from '../tools/tool-words.ts';
import { LineState } from './line-state.ts';

const definesFunctions = (script: Script): boolean => anyNode(script, ({ type }) => type === 'FunctionDef');

interface RewritingOptions {
  readonly parser: () => Parser;
  readonly state: LineState;
  /** True if a keyboard provides the commands' input. */
  readonly typed: boolean;
  /** Names of programs that print by themselves. */
  readonly programs: ReadonlySet<string>;
  /** True if a statement can trigger a trap. */
  readonly watched: () => boolean;
  readonly interactive: boolean;
}

export class Rewriting {
  /** `set -x` is on, or may be at some time of the line. */
  #tracing = false;

  constructor(private readonly options: RewritingOptions) {}

  /** Rewrites an entered script and adds the statements around it. */
  readonly entered = (script: Script): Script => {
    const { state, parser, typed } = this.options;
    const trace = state.env[traceVariable];
    this.#tracing = (Boolean(trace) && trace !== tracedAbove) || switchesTraces(script);
    const before = [...(this.#tracing ? state.traced : state.functions).values()];
    const rewritten = this.#here(script, { out: true, err: true, in: typed });
    const restoring = parser().parse(`${state.restoring()}\n${hidden.breathe} ${state.exit}`);
    return {
      ...rewritten,
      statements: [
        ...before.map((definition) => statement(definition)),
        ...restoring.statements,
        ...rewritten.statements,
        ...this.#ending(),
      ],
    };
  };

  /** Rewrites a script that another script runs. */
  readonly inner = (script: Script): Script => this.#rewrite(script, collected, () => undefined, true);

  /** Rewrites a text for `eval`; an invalid one stays as it is, so that bash reports the error. */
  readonly text = (text: string, to: Streams): string => {
    if (isTooIntricate(text)) return `echo Killed >&2; (exit ${killed})`;
    const parser = this.options.parser();
    try {
      const script = parser.parse(text);
      this.#tracing ||= switchesTraces(script);
      return parser.serialize(this.#here(script, to, 1));
    } catch {
      return text;
    }
  };

  /** Wraps a script of the session itself, so that later lines can call its functions. */
  #here(script: Script, to: Streams, depth = 0): Script {
    const { state, parser } = this.options;
    const serialize = (part: Script): string => parser().serialize(part);
    anyNode(script, (node) => {
      if (node.type === 'FunctionDef')
        state.texts.set(node.name as string, functionText(node as unknown as FunctionDefinition, serialize));
      return false;
    });
    const keepIn =
      (functions: Map<string, FunctionDefinition>) =>
      (definition: FunctionDefinition): void =>
        void functions.set(definition.name, definition);
    const inLoop = depth > 0;
    const plain = this.#rewrite(script, to, keepIn(state.functions), inLoop);
    if (!this.#tracing && !definesFunctions(script)) return plain;
    const traces = withTraces(script, serialize, depth);
    const traced = this.#rewrite(traces, to, keepIn(state.traced), inLoop);
    return this.#tracing ? traced : plain;
  }

  #rewrite(script: Script, to: Streams, onFunction: (definition: FunctionDefinition) => void, inLoop: boolean): Script {
    const { parser, programs, state, watched, interactive } = this.options;
    return streaming(script, to, {
      streams: (name) => programs.has(name),
      alias: (name) => this.#alias(name),
      isFunction: (name) => state.functions.has(name),
      serialize: (part) => parser().serialize(part),
      parse: (text) => parser().parse(text),
      watched: watched(),
      interactive,
      inLoop,
      onFunction,
    });
  }

  /** `alias kc='kubectl -n web'`: returns the command if it is a simple one. */
  #alias(name: string): SimpleCommand | undefined {
    const text = this.options.state.env[`BASH_ALIAS_${name}`];
    if (text === undefined) return undefined;
    try {
      const { statements } = this.options.parser().parse(text);
      const commands = statements.flatMap(({ pipelines }) => pipelines.flatMap((pipeline) => pipeline.commands));
      const [command] = commands;
      const simple = commands.length === 1 && command?.type === 'SimpleCommand' ? command : undefined;
      return simple?.redirections.length === 0 && simple.assignments.length === 0 ? simple : undefined;
    } catch {
      return undefined;
    }
  }

  /** Statements after each line: they record its exit code and are hidden from commands. */
  #ending(): Script['statements'] {
    const state = redirection(1, devices.state);
    // Each command has its own redirection: `exec > file` would take the output of a group.
    const asked = LineState.inquiry.map(([name, ...args]) =>
      statement({ ...simpleCommand(name, args.map(literalWord)), redirections: [state] }),
    );
    const keep = statement(simpleCommand(hidden.keep, [lastExit()]));
    return [keep, ...asked];
  }
}
