/** Names by which a rewritten script communicates with the shell: hidden commands, devices and variables. */
import {
  type Compound,
  group,
  redirection,
  lastExit,
  literal,
  literalWord,
  type Redirection,
  redirects,
  simpleCommand,
  type SimpleCommand,
  singleQuoted,
  type Statement,
  statement,
  type Word,
} from './script.ts';
import { isDue } from '../turns.ts';

export const hidden = {
  breathe: 'lab-breathe',
  /** Runs the programs of a pipeline concurrently. Arguments: its streams and its programs. */
  pipeline: 'lab-pipeline',
  /** Takes the place of a program of such a pipeline, with its exit code. */
  stage: 'lab-stage',
  /** `tail -f` */
  follow: 'lab-follow',
  /** Runs a program that prints by itself. Arguments: its streams, its name and its arguments. */
  terminal: 'lab-terminal',
  /** Runs a script file by its path. */
  file: 'lab-file',
  /** Takes the place of a program that does not exist. */
  absent: 'lab-absent',
  /** `help` without a topic. */
  help: 'lab-help',
  /** Starts a job. Arguments: its script and the text that is shown for it. */
  job: 'lab-job',
  /** `wait`, which the shell's own builtin would answer first. */
  wait: 'lab-wait',
  /** `read` from typed lines. */
  read: 'lab-read',
  /** Prints a rewritten script: that of a text for `eval`, or of a file for `source`. */
  script: 'lab-script',
  source: 'lab-source',
  /** Saves, at the end of a line, the state for the next line. */
  keep: 'lab-keep',
  /** Start and end of what `time` measures. */
  time: 'lab-time',
  timed: 'lab-timed',
  /** Fails with a message. Arguments: the builtin and the reason. */
  refuse: 'lab-refuse',
  /** `test` and `[`. Arguments: the name and its words. */
  test: 'lab-test',
  /** Prints the options that `set -o` and `shopt` list. */
  options: 'lab-options',
  /** Prints the menu of `select`. */
  menu: 'lab-menu',
  /** Records which statement begins, for `trap … ERR`. */
  begin: 'lab-begin',
  /** Prints the script that `trap` requests after a statement. */
  check: 'lab-check',
  /** Prints what `set -x` shows of a command. */
  trace: 'lab-trace',
  /** Succeeds if there is a program of that name for `exec`. */
  executable: 'lab-executable',
  /** Precedes `exit`, which is not a failure. */
  exits: 'lab-exits',
  /** Prints a list of names without the lab's own. */
  listed: 'lab-listed',
} as const;

export const devices = {
  out: '/dev/tty',
  err: '/dev/lab-stderr',
  state: '/dev/lab-state',
  /** Reads the output of `declare -p`: the arrays with which a subshell begins. */
  arrays: '/dev/lab-arrays',
  /** Represents typed input for a command that may read it. */
  input: '/dev/lab-input',
  /** Returns the lines that are typed until Ctrl-D. */
  lines: '/dev/lab-lines',
  /** Returns one typed line. */
  line: '/dev/lab-line',
} as const;

/** Beginning of the names of the lab's own variables. */
export const ownVariable = '__lab_';
/** `$!` */
export const lastJobVariable = '__lab_LAST_JOB';
/** Set while `set -x` is. */
export const traceVariable = '__lab_TRACE';
/** Its value in a shell whose script has its traces already. */
export const tracedAbove = 'above';
/** Words of a command that were expanded before its variables are set. */
export const wordsVariable = '__lab_WORDS';

/** Destination of printed output: true for the terminal, false for the command that collects it. */
export interface Streams {
  readonly out: boolean;
  readonly err: boolean;
  /** Reading from it returns typed lines. */
  readonly in: boolean;
}

/** Marks the end of the name of a file that a command fills while it runs. */
export const liveMark = '\ue1f1';

export const collected: Streams = { out: false, err: false, in: false };

export const readsInput = (redirections: readonly Redirection[]): boolean =>
  redirections.some(({ operator, fd }) => operator.startsWith('<') && (fd ?? 0) === 0);

/** Destination of a command's output after its own redirections. */
export const behind = (redirections: readonly Redirection[], to: Streams): Streams => ({
  out: to.out && !redirections.some((each) => redirects(each, 1)),
  err: to.err && !redirections.some((each) => redirects(each, 2)),
  in: to.in && !readsInput(redirections),
});

const names = ['out', 'err', 'in'] as const;

/** Converts streams to a word of a hidden command, and back. */
export const streamsWord = (streams: Streams, more = ''): Word =>
  singleQuoted([...names.filter((name) => streams[name]), more].join(' ').trim());
export const streamsOf = (word: string): Streams => {
  const given = word.split(' ');
  return { out: given.includes('out'), err: given.includes('err'), in: given.includes('in') };
};

/** Yields to the page and keeps `$?`. It is empty until the page is due its turn, because a command is slow. */
class Breath implements Statement {
  readonly type = 'Statement';
  readonly operators: Statement['operators'] = [];
  readonly background = false;
  readonly #whole = statement(simpleCommand(hidden.breathe, [lastExit()])).pipelines;

  get pipelines(): Statement['pipelines'] {
    return isDue() ? this.#whole : [];
  }
}

export const breath = (): Statement => new Breath();

/** A function has a second form that prints to the terminal, and a third form that also reads from it. */
export const functionForms = [
  { prefix: 'lab-out-', streams: { out: true, err: true, in: false } },
  { prefix: 'lab-in-', streams: { out: true, err: true, in: true } },
] as const;
/** Matches each of these prefixes. */
export const formPrefix = 'lab-*-';

/** `unset -f name`: removes all forms of the function. */
export function unsetForms(command: SimpleCommand): SimpleCommand {
  if (literal(command.args[0]) !== '-f') return command;
  const names = command.args.slice(1).map(literal);
  const others = names.flatMap((name) => (name === undefined ? [] : functionForms.map(({ prefix }) => prefix + name)));
  return { ...command, args: [...command.args, ...others.map(literalWord)] };
}

/** Redirections that send a command's output to the terminal. */
export const toDevices = (to: Streams): Redirection[] => [
  ...(to.out ? [redirection(1, devices.out)] : []),
  ...(to.err ? [redirection(2, devices.err)] : []),
];

/** Precedes a subshell: commands do not receive arrays, so these are saved first. */
export const withArrays = (command: SimpleCommand): Compound => {
  const declare = simpleCommand('declare', [literalWord('-p')]);
  return group(statement({ ...declare, redirections: [redirection(1, devices.arrays)] }), statement(command));
};

/** Sends a command's output to the terminal; first, so that its own redirections take precedence. */
export const sent = (command: SimpleCommand, to: Streams): SimpleCommand => ({
  ...command,
  redirections: [...toDevices(to), ...command.redirections],
});

/** The same for a compound command whose output is collected for its redirections: the rest is printed when it ends. */
export function sentTogether(command: Compound, to: Streams): Compound {
  if (!(to.out || to.err) || command.redirections.every(({ operator }) => operator.startsWith('<'))) return command;
  return { ...group(statement(command)), redirections: toDevices(to) };
}
