/**
 * Commands within a loop share its input: in `… | while read p; do kubectl exec -i $p -- hostname; done`, kubectl reads the
 * lines that are left, so that the loop ends. just-bash gives each command a copy of the input. Here a command that reads
 * its input is followed by a `read` of what is left.
 */
import { hidden, readsInput } from './hidden.ts';
import {
  anyNode,
  assignment,
  type CommandNode,
  type Compound,
  group,
  lastExit,
  literal,
  literalWord,
  type Redirection,
  type Script,
  simpleCommand,
  type SimpleCommand,
  type Statement,
  statement,
  variable,
} from './script.ts';
import { untouched } from './assignments.ts';

const [exitVariable, restVariable] = ['__lab_EXIT', '__lab_REST'];
/** Largest number of characters that a command can leave for {@link withRestRead}. */
const maxRest = '1000000';

interface Reader {
  /** Number of operands before those that name files. */
  readonly before: number;
  /** Short options with a value. */
  readonly valued?: string;
  /** Options that take the place of the first operand. */
  readonly instead?: RegExp;
}

/** Programs that read their input unless they have files. */
const readers: Readonly<Record<string, Reader>> = {
  awk: { before: 1, valued: 'vF', instead: /^-f/ },
  base64: { before: 0, valued: 'w' },
  bash: { before: 0 },
  cat: { before: 0 },
  column: { before: 0, valued: 'sco' },
  cut: { before: 0, valued: 'dfcb' },
  egrep: { before: 1, valued: 'ABCm', instead: /^-[ef]/ },
  fgrep: { before: 1, valued: 'ABCm', instead: /^-[ef]/ },
  grep: { before: 1, valued: 'ABCm', instead: /^-[ef]/ },
  head: { before: 0, valued: 'nc' },
  jq: { before: 1 },
  md5sum: { before: 0 },
  nl: { before: 0, valued: 'wsbv' },
  rev: { before: 0 },
  sed: { before: 1, instead: /^-[ef]/ },
  sh: { before: 0 },
  sha256sum: { before: 0 },
  sort: { before: 0, valued: 'ktoS' },
  tac: { before: 0 },
  tail: { before: 0, valued: 'nc' },
  tee: { before: Infinity },
  tr: { before: Infinity },
  uniq: { before: 0, valued: 'fsw' },
  wc: { before: 0 },
  xargs: { before: Infinity },
};

type Words = readonly (string | undefined)[];

/** Reports if the command certainly reads its input. */
function reads(command: SimpleCommand): boolean {
  if (readsInput(command.redirections)) return false;
  const words = [command.name, ...command.args].map((word) => literal(word));
  const at = words.findIndex((word) => word === 'kubectl' || word === 'k');
  if (at === 0 || (at > 0 && /^(timeout|env|nohup|nice|command|stdbuf)$/.test(words[0] ?? ''))) {
    return kubectlReads(words.slice(at + 1));
  }
  const [name = '', ...args] = words;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  return reader !== undefined && namesNoFile(args, reader);
}

function kubectlReads(args: Words): boolean {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (own.some((word, i) => /^(-f|--filename=)-$/.test(word ?? '') || (word === '-' && own[i - 1] === '-f')))
    return true;
  const verb = own.find((word) => /^(exec|run|attach|debug)$/.test(word ?? ''));
  return verb !== undefined && own.some((word) => /^(-[a-z]*i[a-z]*|--stdin(=true)?)$/.test(word ?? ''));
}

function namesNoFile(args: Words, { before, valued = '', instead }: Reader): boolean {
  let operands = 0;
  let rest = before;
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (word === '-') return true;
    if (word === '--help' || word === '--version') return false;
    if (word === undefined || !word.startsWith('-')) operands++;
    else if (instead?.test(word) === true) {
      rest = Math.max(0, rest - 1);
      if (word.length === 2) i++;
    } else if (word.length === 2 && valued.includes(word[1]!)) i++;
  }
  return operands <= rest;
}

const firstReads = ({ statements }: Script): boolean => {
  const commands = statements.flatMap(({ pipelines }) => pipelines[0]?.commands[0] ?? []);
  const command = commands.find((each) => each.type !== 'SimpleCommand' || literal(each.name) !== hidden.breathe);
  return command?.type === 'SimpleCommand' && reads(command);
};

/** Reports if the command, or a substitution in its words, takes what is left of the input around it. */
const takesInput = (command: SimpleCommand): boolean =>
  reads(command) ||
  anyNode([command.name, command.args, command.assignments], ({ type, body }) => {
    return type === 'CommandSubstitution' && firstReads(body as Script);
  });

/** Adds a `read` of what is left. Keeps the exit code. */
function withRestRead(command: CommandNode): Compound {
  const read = simpleCommand('read', ['-r', '-N', maxRest, restVariable].map(literalWord));
  const ignored: Statement = {
    ...statement(read),
    pipelines: [...statement(read).pipelines, ...statement(simpleCommand(':')).pipelines],
    operators: ['||'],
  };
  return group(
    statement(command),
    statement(assignment(exitVariable, lastExit())),
    ignored,
    statement(simpleCommand('unset', [literalWord(restVariable)])),
    statement(simpleCommand(hidden.breathe, [variable(exitVariable)])),
  );
}

const fromFile = ({ operator, fd }: Redirection): boolean => operator === '<' && (fd ?? 0) === 0;

/**
 * Returns the command without the files that it reads from, and these. just-bash gives a command with an empty file the
 * input around it; as the file of a group, an empty file is empty.
 */
function withoutFile(command: SimpleCommand): readonly [SimpleCommand, readonly Redirection[]] {
  const files = command.redirections.filter(fromFile);
  return files.length === 0 || command.redirections.some(({ operator }) => operator === '<&')
    ? [command, []]
    : [{ ...command, redirections: command.redirections.filter((each) => !fromFile(each)) }, files];
}

/**
 * Returns a command within another one.
 * @param isFirst True if the input of the command around it is its own, not that of a pipe.
 */
export function sharingInput(
  command: SimpleCommand,
  isFirst: boolean,
  rewrite: (command: SimpleCommand) => CommandNode,
): CommandNode {
  if (untouched.has(literal(command.name))) return rewrite(command);
  const [plain, files] = withoutFile(command);
  if (files.length > 0) return { ...group(statement(rewrite(plain))), redirections: [...files] };
  return isFirst && takesInput(command) ? withRestRead(rewrite(command)) : rewrite(command);
}
