/**
 * Makes `set -e` ignore failures within conditions: in `f || echo failed`, no command of the function `f` ends the shell.
 * just-bash ignores them only in the condition of `if`, so that other conditions become one.
 */
import { hidden } from './hidden.ts';
import { isSafeTest } from './quick-tests.ts';
import {
  anyNode,
  type CommandNode,
  type Compound,
  lastExit,
  literal,
  literalWord,
  mapTree,
  outputOf,
  type Pipeline,
  type Redirection,
  type Script,
  simpleCommand,
  type SimpleCommand,
  type Statement,
  statement,
  type Word,
} from './script.ts';

const setsErrexit = (script: Script): boolean =>
  anyNode(script, (node) => {
    if (node.type !== 'SimpleCommand') return false;
    const { name, args } = node as unknown as SimpleCommand;
    return literal(name) === 'set' && args.some((arg) => /^-[A-Za-z]*e|^errexit$/.test(literal(arg) ?? ''));
  });

/** @param isFunction Reports if the name is a function that an earlier script defines. */
export function withConditions(script: Script, isFunction: (name: string) => boolean): Script {
  if (!setsErrexit(script)) return script;
  const defined = new Set<unknown>();
  anyNode(script, ({ type, name }) => type === 'FunctionDef' && defined.add(name) === undefined);
  const runsOthers = (command: CommandNode): boolean => {
    if (command.type !== 'SimpleCommand') return true;
    const name = literal(command.name) ?? '';
    return defined.has(name) || isFunction(name);
  };
  return mapTree(script, (node) => {
    if (node.type !== 'Statement') return undefined;
    const { pipelines } = node as unknown as Statement;
    const isCondition = ({ negated, commands }: Pipeline, i: number): boolean =>
      (negated || i < pipelines.length - 1) && commands.some(runsOthers);
    if (!pipelines.some(isCondition)) return undefined;
    return { ...node, pipelines: pipelines.map((each, i) => (isCondition(each, i) ? asCondition(each) : each)) };
  });
}

/** `if pipeline; then :; else (exit $?) && :; fi`: a failure that decides about another command ends no shell. */
function asCondition(pipeline: Pipeline): Pipeline {
  const failing = statement(simpleCommand(hidden.breathe, [lastExit()]));
  const [nothing] = statement(simpleCommand(':')).pipelines;
  const asked: Compound = {
    type: 'If',
    clauses: [
      {
        condition: [{ ...statement(), pipelines: [{ ...pipeline, negated: false }] }],
        body: [statement(simpleCommand(':'))],
      },
    ],
    elseBody: [{ ...failing, pipelines: [...failing.pipelines, nothing!], operators: ['&&'] }],
    redirections: [],
  };
  return { type: 'Pipeline', negated: pipeline.negated, commands: [asked] };
}

/** The parser takes `[` for the beginning of a pattern. */
const isBracket = (name: Word | null): boolean => {
  const [part, ...others] = name?.parts ?? [];
  return others.length === 0 && part?.type === 'Glob' && part.pattern === '[';
};

const toOutput: Redirection = { type: 'Redirection', fd: 2, operator: '>&', target: literalWord('1') };
type Words = readonly (string | undefined)[];
/** The builtins that list names, by what their words are for that. */
const listings = new Map<string | undefined, (words: Words) => boolean>([
  ['declare', (words) => words.length === 0 || words.some((word) => /^-\w*[pfF]/.test(word ?? ''))],
  ['set', ({ length }) => length === 0],
  ['hash', ({ length }) => length === 0],
  ['compgen', () => true],
  ['type', () => true],
  ['command', ([first]) => first === '-V'],
]);

/** `lab-listed "$(builtin … 2>&1)" $? builtin …` */
function withoutOwn(command: SimpleCommand, name: string): SimpleCommand {
  const words = [outputOf({ ...command, redirections: [toOutput] }), lastExit(), literalWord(name), ...command.args];
  return { ...command, assignments: [], name: literalWord(hidden.listed), args: words };
}

/** `[`, `test`, and the lists of options, which the shell's own commands answer. */
export function builtinForm(command: SimpleCommand): CommandNode | undefined {
  const name = isBracket(command.name) ? '[' : literal(command.name);
  const words = command.args.map(literal);
  if (name === '[' || name === 'test') {
    // Variables that are set, and arrays, are known to the builtin alone.
    if (words.some((word) => word === '-v' || word === '-R') || isSafeTest(name, command.args)) return undefined;
    return { ...command, name: literalWord(hidden.test), args: [literalWord(name), ...command.args] };
  }
  const program = name === 'typeset' ? 'declare' : name;
  if (listings.get(program)?.(words)) return withoutOwn(command, program!);
  const lists = name === 'set' ? words.length === 1 && /^[-+]o$/.test(words[0] ?? '') : name === 'shopt';
  if (!lists || words.some((word) => word === undefined || /^-\w*[psuq]/.test(word))) return undefined;
  const kind = name === 'set' ? words[0]! : words.includes('-o') ? '-o' : 'shopt';
  const names = name === 'set' ? [] : words.filter((word) => !word!.startsWith('-'));
  const all = kind === 'shopt' ? simpleCommand('shopt') : simpleCommand('set', [literalWord('-o')]);
  const listed = simpleCommand(hidden.options, [kind, ...names.map((word) => word!)].map(literalWord));
  return { type: 'Group', body: [statement(all, listed)], redirections: command.redirections };
}
