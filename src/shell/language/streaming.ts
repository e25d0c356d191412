/**
 * Shows output while it comes. just-bash collects what a script prints and returns it at the end; here each command
 * whose output belongs in the terminal is sent to the terminal's device instead, as if it were followed by
 * `>| /dev/tty`. A program that prints by itself, as kubectl does, is passed to a hidden command, whose arguments
 * name the output for the terminal. In loops and functions a hidden command lets the page breathe; what is to
 * run in the background is handed to a command that starts a job.
 */
import { assigns, expandedFirst } from './assignments.ts';
import {
  behind,
  breath,
  collected,
  devices,
  functionForms,
  hidden,
  lastJobVariable,
  readsInput,
  type Streams,
  streamsWord,
} from './hidden.ts';
import { isPassive, isTailFollow, mayNotEnd } from '../pipelines/endless.ts';
import type { PipelineArguments } from '../pipelines/pipelines.ts';
import { fromTerminal } from './reading.ts';
import { notInPage } from './shell-words.ts';
import {
  anyNode,
  type CommandNode,
  type Compound,
  fileOf,
  type FunctionDefinition,
  group,
  isPlain,
  lastExit,
  literal,
  literalWord,
  mapTree,
  outputOf,
  type Pipeline,
  redirection,
  redirects,
  type Script,
  simpleCommand,
  type SimpleCommand,
  singleQuoted,
  type Statement,
  statement,
} from './script.ts';

/** Of these the redirection would outlive the command, or there is nothing to print. */
const untouched = new Set<string | undefined>(['exec', 'break', 'continue', 'return', 'exit']);

export interface StreamingOptions {
  /** Programs that print to the terminal by themselves. */
  readonly streams: (name: string) => boolean;
  /** Looks up an alias. */
  readonly alias: (name: string) => SimpleCommand | undefined;
  /** A function of this shell. */
  readonly isFunction: (name: string) => boolean;
  /** A script as text. */
  readonly serialize: (script: Script) => string;
  /** Called with each function that the script defines. */
  readonly onFunction: (definition: FunctionDefinition) => void;
}

/** The script that does the same, with its output where it belongs. */
export function streaming(script: Script, to: Streams, options: StreamingOptions): Script {
  return new Rewriter(options).script(script, to);
}

class Rewriter {
  /** Functions that the script defines somewhere. */
  readonly #defined = new Set<string>();
  /** Depth of functions in functions. */
  #depth = 0;
  #pipelines = 0;

  constructor(private readonly options: StreamingOptions) {}

  script(script: Script, to: Streams): Script {
    const prepared = mapTree(script, (node) => {
      if (node.type === 'FunctionDef') this.#defined.add(node.name as string);
      // just-bash has no jobs, and no number for the last.
      if (node.parameter === '!') return { ...node, parameter: lastJobVariable };
      if (node.type !== 'CommandSubstitution' && node.type !== 'ProcessSubstitution') return undefined;
      return { ...node, body: this.#substituted(node.body as Script) };
    });
    return { ...prepared, statements: this.#statements(prepared.statements, to) };
  }

  #substituted(script: Script): Script {
    const [first] = script.statements;
    const only = first?.pipelines[0]?.commands[0];
    // `$(< file)` is no command.
    if (script.statements.length === 1 && only?.type === 'SimpleCommand' && only.name === null) return script;
    return { ...script, statements: [breath(), ...this.#statements(script.statements, collected)] };
  }

  #statements(statements: readonly Statement[], to: Streams): Statement[] {
    return statements.map((each) =>
      each.background
        ? this.#job(each)
        : { ...each, pipelines: each.pipelines.map((pipeline) => this.#pipeline(pipeline, to)) },
    );
  }

  #job(job: Statement): Statement {
    const text = this.options.serialize({ type: 'Script', statements: [{ ...job, background: false }] });
    const shown = job.sourceText?.replace(/\s*&\s*$/, '') ?? text;
    return statement(withArrays(simpleCommand(hidden.job, [singleQuoted(text), singleQuoted(shown)])));
  }

  #pipeline(pipeline: Pipeline, to: Streams): Pipeline {
    const concurrent = this.#concurrent(pipeline, to);
    if (concurrent !== undefined) return { ...pipeline, commands: concurrent, pipeStderr: [] };
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

  /** The pipeline with its programs running at the same time, if one before the last may never end. */
  #concurrent({ commands, pipeStderr }: Pipeline, to: Streams): CommandNode[] | undefined {
    const isOwn = (name: string): boolean => this.#isFunction(name);
    if (!commands.slice(0, -1).some((command) => mayNotEnd(command, isOwn))) return undefined;
    const id = String(++this.#pipelines);
    const stages = commands.map((command, i) => ({
      text: this.options.serialize({ type: 'Script', statements: [statement(command)] }),
      errors: pipeStderr?.[i] === true,
      passive: command.type === 'SimpleCommand' && isPassive(command),
    }));
    const described = singleQuoted(JSON.stringify({ id, stages } satisfies PipelineArguments));
    const first = this.#read(simpleCommand(hidden.pipeline, [streamsWord(to), described]), to);
    return [
      withArrays(first),
      ...commands.slice(1).map((_, i) => simpleCommand(hidden.stage, [id, `${i + 1}`].map(literalWord))),
    ];
  }

  #read(command: SimpleCommand, to: Streams): SimpleCommand {
    return to.in ? fromTerminal(command, [command.name, ...command.args].map(literal)) : command;
  }

  #command(command: CommandNode, to: Streams): CommandNode {
    if (command.type === 'SimpleCommand') return expandedFirst(this.#simple(command, to));
    if (command.type !== 'FunctionDef') return this.#compound(command, to);
    return this.#function(command);
  }

  /** The caller of a function decides where its output goes: there is a form for each. */
  #function(definition: FunctionDefinition): CommandNode {
    this.#depth++;
    const form = (name: string, to: Streams): FunctionDefinition => {
      const body = this.#compound(definition.body, to);
      return { ...definition, name, body: 'body' in body ? { ...body, body: [breath(), ...body.body] } : body };
    };
    const all = [form(definition.name, collected)];
    if (this.#depth === 1 && definition.redirections.length === 0) {
      all.push(...functionForms.map(({ prefix, streams }) => form(prefix + definition.name, streams)));
    }
    this.#depth--;
    all.forEach((each) => this.options.onFunction(each));
    return all.length === 1 ? all[0]! : group(...all.map((each) => statement(each)));
  }

  #simple(command: SimpleCommand, to: Streams): SimpleCommand {
    const name = literal(command.name);
    if (name === 'wait') return this.#simple({ ...command, name: literalWord(hidden.wait) }, to);
    if (name === 'help' && command.args.length === 0)
      return this.#sent({ ...command, name: literalWord(hidden.help) }, to);
    if (name === 'unset') return this.#sent(withForms(command), to);
    if (name === 'eval') return this.#sent(this.#evaluated(command, to), to);
    if (name === 'source' || name === '.') return this.#sent(this.#sourced(command, to), to);
    if (name === 'command' && /^[^-]/.test(literal(command.args[0]) ?? '-')) {
      return this.#program({ ...command, name: command.args[0]!, args: command.args.slice(1) }, to) ?? command;
    }
    if (command.name === null || untouched.has(name)) return command;
    if (isTailFollow(command)) return this.#program({ ...command, name: literalWord(hidden.follow) }, to) ?? command;
    const form = this.#form(command, to);
    if (form !== undefined) return form;
    const program = this.#program(command, to);
    if (program !== undefined) return program;
    if (name !== undefined && notInPage.has(name) && !this.#isFunction(name)) {
      return this.#sent({ ...command, name: literalWord(hidden.absent), args: [command.name, ...command.args] }, to);
    }
    const read = to.in ? fromTerminal(command, [command.name, ...command.args].map(literal)) : command;
    return this.#sent(read, to);
  }

  /** A call of a function, in its form for the terminal. */
  #form(command: SimpleCommand, to: Streams): SimpleCommand | undefined {
    const name = literal(command.name);
    if (name === undefined || !this.#isFunction(name)) return;
    const streams = behind(command.redirections, to);
    if (!streams.out || !streams.err) return;
    const [out, both] = functionForms;
    const { prefix } = streams.in ? both : out;
    return { ...command, name: literalWord(prefix + name) };
  }

  #isFunction(name: string): boolean {
    return this.#defined.has(name) || this.options.isFunction(name);
  }

  /** A program that prints by itself, if any of its output belongs in the terminal. */
  #program(command: SimpleCommand, to: Streams): SimpleCommand | undefined {
    const alias = isPlain(command.name) ? this.options.alias(literal(command.name)!) : undefined;
    const called =
      alias === undefined ? command : { ...command, name: alias.name, args: [...alias.args, ...command.args] };
    const name = literal(called.name);
    const isFile = name?.startsWith('./') === true;
    if (name === undefined || !(isFile || this.options.streams(name))) return;
    const direct = { ...behind(command.redirections, to), in: false };
    if (!direct.out && !direct.err && !isFile && name !== hidden.follow) return;
    const read = to.in ? fromTerminal(called, [called.name, ...called.args].map(literal)) : called;
    const words = [...(isFile ? [literalWord(hidden.file)] : []), called.name!, ...called.args];
    const args = [streamsWord(direct), ...words];
    return this.#sent({ ...read, name: literalWord(hidden.terminal), args }, to);
  }

  /** First, so that the command's own redirections prevail. */
  #sent(command: SimpleCommand, to: Streams): SimpleCommand {
    const sent = [...(to.out ? [redirection(1, devices.out)] : []), ...(to.err ? [redirection(2, devices.err)] : [])];
    return { ...command, redirections: [...sent, ...command.redirections] };
  }

  /** `eval "$x"`: what it runs is made to stream, too. */
  #evaluated(command: SimpleCommand, to: Streams): SimpleCommand {
    if (anyNode(command.args, assigns)) return command;
    const text = simpleCommand(hidden.script, [
      lastExit(),
      streamsWord(behind(command.redirections, to)),
      ...command.args,
    ]);
    return { ...command, args: [outputOf(text)] };
  }

  #sourced(command: SimpleCommand, to: Streams): SimpleCommand {
    const [file, ...args] = command.args;
    if (file === undefined || anyNode(file, assigns)) return command;
    const text = simpleCommand(hidden.source, [lastExit(), streamsWord(behind(command.redirections, to)), file]);
    return { ...command, args: [fileOf(text), ...args] };
  }

  #compound(command: Compound, around: Streams): Compound {
    const elsewhere = command.redirections.some(
      (redirection) => redirects(redirection, 1) || redirects(redirection, 2),
    );
    const reads = around.in && !readsInput(command.redirections);
    const to = elsewhere ? { ...collected, in: reads } : { ...around, in: reads };
    const inside = (statements: readonly Statement[]) => this.#statements(statements, to);
    const loop = (statements: readonly Statement[]) => [breath(), ...inside(statements)];
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

/** Starts a subshell: commands do not get arrays, so these are taken down before. */
const withArrays = (command: SimpleCommand): Compound => {
  const declare = simpleCommand('declare', [literalWord('-p')]);
  return group(statement({ ...declare, redirections: [redirection(1, devices.arrays)] }), statement(command));
};

/** `unset -f name`: all forms of the function. */
function withForms(command: SimpleCommand): SimpleCommand {
  if (literal(command.args[0]) !== '-f') return command;
  const names = command.args.slice(1).map(literal);
  const others = names.flatMap((name) => (name === undefined ? [] : functionForms.map(({ prefix }) => prefix + name)));
  return { ...command, args: [...command.args, ...others.map(literalWord)] };
}
