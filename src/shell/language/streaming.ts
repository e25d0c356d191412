/**
 * Shows output while a script runs. just-bash collects a script's output and returns it at the end. Here each command
 * whose output belongs in the terminal writes to the terminal's device instead, as if it were followed by `>|
 * /dev/tty`. A program that prints by itself, such as kubectl, is passed to a hidden command whose arguments name the
 * streams for the terminal. In loops and functions a hidden command yields to the page; a background command is passed
 * to a command that starts a job.
 */
import { expandedFirst, substitutes, untouched } from './assignments.ts';
import {
  behind,
  breath,
  collected,
  functionForms,
  hidden,
  readsInput,
  sent,
  sentTogether,
  type Streams,
  streamsWord,
  toDevices,
  unsetForms,
  withArrays,
} from './hidden.ts';
import { isTailFollow } from '../pipelines/endless.ts';
import { fromTerminal } from './reading.ts';
import { setsTraps, withCheck } from './checks.ts';
import { behindExec, leaving, withExecutedFiles } from './exec.ts';
import { strayed, withForms } from './forms.ts';
import { evaluated, sourced } from './inner-scripts.ts';
import { printing, quickTest } from './quick-tests.ts';
import type { StreamingOptions } from './streaming-options.ts';
import { sharingInput } from './shared-input.ts';
import { withLiveFile } from './live-files.ts';
import { notInPage } from './shell-words.ts';
import { isConcurrent, stageOf, stagesOf } from './stages.ts';
import {
  type CommandNode,
  type Compound,
  type FunctionDefinition,
  group,
  isPlain,
  literal,
  literalWord,
  mapTree,
  nothing,
  type Pipeline,
  redirects,
  type Script,
  simpleCommand,
  type SimpleCommand,
  singleQuoted,
  type Statement,
  statement,
} from './script.ts';

/** Returns an equivalent script whose output goes to the right place. */
export function streaming(script: Script, to: Streams, options: StreamingOptions): Script {
  return new Rewriter(options).script(script, to);
}

class Rewriter {
  /** Functions that the script defines anywhere. */
  readonly #defined = new Set<string>();
  /** Nesting depth of functions. */
  #depth = 0;
  /** Nesting depth of compound commands. */
  #inside = 0;
  #pipelines = 0;
  #watched = false;
  /** Nesting depth of conditions, and of bodies of loops. */
  #conditions = 0;
  #loops = 0;

  constructor(private readonly options: StreamingOptions) {}

  script(script: Script, to: Streams): Script {
    this.#watched = this.options.watched || setsTraps(script);
    const prepared = mapTree(withForms(script, this.options), (node) => {
      if (node.type === 'FunctionDef') this.#defined.add(node.name as string);
      if (node.type !== 'CommandSubstitution' && node.type !== 'ProcessSubstitution') return undefined;
      return { ...node, body: this.#substituted(node.body as Script) };
    });
    return { ...prepared, statements: this.#statements(withExecutedFiles(prepared.statements), to) };
  }

  #substituted(script: Script): Script {
    const [first] = script.statements;
    const only = first?.pipelines[0]?.commands[0];
    // `$(< file)` is not a command.
    if (script.statements.length === 1 && only?.type === 'SimpleCommand' && only.name === null) return script;
    if (setsTraps(script) && (script.statements.length > 1 || only?.type !== 'Subshell')) {
      const own: Compound = { type: 'Subshell', body: script.statements, redirections: [] };
      return this.#substituted({ ...script, statements: [statement(own)] });
    }
    return { ...script, statements: [breath(), ...this.#statements(script.statements, collected)] };
  }

  /** @param decides True if the exit code is a condition, so that it is not a failure. */
  #statements(statements: readonly Statement[], to: Streams, decides = false): Statement[] {
    let now = to;
    return statements.flatMap((each) => {
      if (each.background) return this.#job(each);
      const around = now;
      now = behindExec(each, around);
      const rewritten = { ...each, pipelines: each.pipelines.map((pipeline) => this.#pipeline(pipeline, around)) };
      const checked = this.#watched && !decides && this.#depth === 0;
      return checked ? withCheck(rewritten, each, around) : [rewritten];
    });
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
      this.#command(
        command,
        { out: to.out && i === last, err: to.err && !pipeline.pipeStderr?.[i], in: to.in && i === 0 },
        i === 0,
      ),
    );
    return { ...pipeline, commands };
  }

  /** Returns the pipeline with concurrent programs if one before the last may never end. */
  #concurrent(pipeline: Pipeline, to: Streams): CommandNode[] | undefined {
    if (!isConcurrent(pipeline, (name) => this.#isFunction(name))) return undefined;
    const id = ++this.#pipelines;
    const described = stagesOf(pipeline, id, this.options.serialize);
    const first = this.#read(simpleCommand(hidden.pipeline, [streamsWord(to), described]), to);
    return [
      withArrays(first),
      ...pipeline.commands.slice(1).map((_, i) => simpleCommand(hidden.stage, [`${id}`, `${i + 1}`].map(literalWord))),
    ];
  }

  /** A subshell with traps becomes a shell of its own, which runs them at its end. */
  #shellOfItsOwn(command: Compound & { readonly type: 'Subshell' }, around: Streams): Compound {
    const described = stageOf(command.body, ++this.#pipelines, this.options.serialize);
    const to = behind(command.redirections, around);
    const run = this.#read(simpleCommand(hidden.pipeline, [streamsWord(to), described]), to);
    return { ...withArrays(run), redirections: command.redirections };
  }

  #read(command: SimpleCommand, to: Streams, as = command): SimpleCommand {
    return to.in ? fromTerminal(as, [command.name, ...command.args].map(literal)) : as;
  }

  #command(command: CommandNode, to: Streams, isFirst: boolean): CommandNode {
    if (command.type === 'SimpleCommand') {
      if (this.#inside === 0 || to.in) return this.#single(command, to);
      return sharingInput(command, isFirst, (each) => this.#single(each, to));
    }
    if (command.type !== 'FunctionDef') return sentTogether(this.#compound(command, to), to);
    return this.#function(command);
  }

  #single(command: SimpleCommand, to: Streams): CommandNode {
    if (substitutes(command)) return { ...group(statement(command)), redirections: toDevices({ ...to, out: false }) };
    const name = literal(command.name);
    if ((name === 'break' || name === 'continue') && this.#loops === 0 && !this.options.inLoop)
      return this.#single(strayed(name), to);
    const last = leaving(command, this.options.interactive, (each) => this.#single(each, to));
    if (last !== undefined) return last;
    const simple = expandedFirst(this.#simple(command, to));
    return this.#conditions > 0 ? quickTest(command, simple) : simple;
  }

  /** The caller of a function decides where its output goes: there is a form for each case. */
  #function(definition: FunctionDefinition): CommandNode {
    this.#depth++;
    const loops = this.#loops;
    this.#loops = 0;
    const form = (name: string, to: Streams): FunctionDefinition => {
      const body = this.#compound(definition.body, to);
      return { ...definition, name, body: 'body' in body ? { ...body, body: [breath(), ...body.body] } : body };
    };
    const all = [form(definition.name, collected)];
    if (this.#depth === 1 && definition.redirections.length === 0) {
      all.push(...functionForms.map(({ prefix, streams }) => form(prefix + definition.name, streams)));
    }
    this.#loops = loops;
    this.#depth--;
    all.forEach((each) => this.options.onFunction(each));
    return all.length === 1 ? all[0]! : group(...all.map((each) => statement(each)));
  }

  #simple(command: SimpleCommand, to: Streams): SimpleCommand {
    const name = literal(command.name);
    if (name === 'wait') return this.#simple({ ...command, name: literalWord(hidden.wait) }, to);
    if (name === 'help' && command.args.length === 0) return sent({ ...command, name: literalWord(hidden.help) }, to);
    if (name === 'unset') return sent(unsetForms(command), to);
    if (name === 'eval') return sent(evaluated(command, to), to);
    if (name === 'source' || name === '.') return sent(sourced(command, to), to);
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
      return sent({ ...command, name: literalWord(hidden.absent), args: [command.name, ...command.args] }, to);
    }
    if (name === hidden.test) return printing(command, to);
    const called = name === undefined ? { ...command, name: nothing, args: [command.name, ...command.args] } : command;
    return sent(this.#read(command, to, called), to);
  }

  /** Calls a function in its form for the terminal. */
  #form(command: SimpleCommand, to: Streams): SimpleCommand | undefined {
    const name = literal(command.name);
    if (name === undefined || !this.#isFunction(name)) return;
    const streams = behind(command.redirections, to);
    if (!streams.out || !streams.err) return;
    const { prefix } = functionForms[streams.in ? 1 : 0];
    return { ...command, name: literalWord(prefix + name) };
  }

  #isFunction(name: string): boolean {
    return this.#defined.has(name) || this.options.isFunction(name);
  }

  /** Calls a program that prints by itself, if any of its output belongs in the terminal. */
  #program(command: SimpleCommand, to: Streams): SimpleCommand | undefined {
    const alias = isPlain(command.name) ? this.options.alias(literal(command.name)!) : undefined;
    const called =
      alias === undefined ? command : { ...command, name: alias.name, args: [...alias.args, ...command.args] };
    const name = literal(called.name);
    const isFile = name?.startsWith('./') === true;
    if (name === undefined || !(isFile || this.options.streams(name))) return;
    const direct = { ...behind(command.redirections, to), in: false };
    const [filing, filed] = withLiveFile(called);
    if (!direct.out && !direct.err && !isFile && name !== hidden.follow && filed === undefined) return;
    const words = [...(isFile ? [literalWord(hidden.file)] : []), called.name!, ...called.args];
    const args = [streamsWord(direct, filed), ...words];
    return sent({ ...this.#read(filing, to), name: literalWord(hidden.terminal), args }, to);
  }

  #compound(command: Compound, around: Streams): Compound {
    this.#inside++;
    const rewritten = this.#parts(command, around);
    this.#inside--;
    return rewritten;
  }

  #parts(command: Compound, around: Streams): Compound {
    const elsewhere = command.redirections.some((each) => redirects(each, 1) || redirects(each, 2));
    const reads = around.in && !readsInput(command.redirections);
    const to = elsewhere ? { ...collected, in: reads } : { ...around, in: reads };
    const inside = (statements: readonly Statement[], decides = false) => this.#statements(statements, to, decides);
    const condition = (statements: readonly Statement[]): Statement[] => {
      this.#conditions++;
      const rewritten = inside(statements, true);
      this.#conditions--;
      return rewritten;
    };
    const loop = (statements: readonly Statement[]): Statement[] => {
      this.#loops++;
      const rewritten = [breath(), ...inside(statements)];
      this.#loops--;
      return rewritten;
    };
    switch (command.type) {
      case 'If':
        return {
          ...command,
          clauses: command.clauses.map((clause) => ({
            condition: condition(clause.condition),
            body: inside(clause.body),
          })),
          elseBody: command.elseBody && inside(command.elseBody),
        };
      case 'For':
      case 'CStyleFor':
        return { ...command, body: loop(command.body) };
      case 'While':
      case 'Until':
        return { ...command, condition: condition(command.condition), body: loop(command.body) };
      case 'Case':
        return { ...command, items: command.items.map((item) => ({ ...item, body: inside(item.body) })) };
      case 'Subshell':
        if (setsTraps(command.body)) return this.#shellOfItsOwn(command, around);
        return { ...command, body: inside(command.body, true) };
      case 'Group':
        return { ...command, body: inside(command.body) };
      case 'ArithmeticCommand':
      case 'ConditionalCommand':
        return command;
    }
  }
}
