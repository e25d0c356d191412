/** The names by which a rewritten script speaks to the shell: hidden commands, devices and variables. */
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

export const hidden = {
  breathe: 'lab-breathe',
  /** Runs the programs of a pipeline at the same time: with its streams, and what they are. */
  pipeline: 'lab-pipeline',
  /** Stands for a program of such a pipeline: ends as it did. */
  stage: 'lab-stage',
  /** `tail -f` */
  follow: 'lab-follow',
  /** Runs a program that prints by itself: with its streams, its name and its arguments. */
  terminal: 'lab-terminal',
  /** Runs a script file by its path. */
  file: 'lab-file',
  /** Stands for a program that is not there. */
  absent: 'lab-absent',
  /** `help` without a topic. */
  help: 'lab-help',
  /** Starts a job: with its script, and the text that stands for it. */
  job: 'lab-job',
  /** `wait`, which the shell's own would answer before anybody else. */
  wait: 'lab-wait',
  /** `read`, where lines are typed. */
  read: 'lab-read',
  /** Prints a script as it is to be run: of a text for `eval`, of a file for `source`. */
  script: 'lab-script',
  source: 'lab-source',
  /** Takes down, at the end of a line, what the next line is to find. */
  keep: 'lab-keep',
  /** Begin and end of what `time` measures. */
  time: 'lab-time',
  timed: 'lab-timed',
  /** Fails with a message: of a builtin, and why. */
  refuse: 'lab-refuse',
  /** Prints the menu of `select`. */
  menu: 'lab-menu',
  /** Remembers which statement begins, for `trap … ERR`. */
  begin: 'lab-begin',
  /** Prints what `trap` has asked for, after a statement. */
  check: 'lab-check',
  /** Prints what `set -x` shows of a command. */
  trace: 'lab-trace',
  /** Stands before `exit`: it is no failure. */
  exits: 'lab-exits',
} as const;

export const devices = {
  out: '/dev/tty',
  err: '/dev/lab-stderr',
  state: '/dev/lab-state',
  /** Takes what `declare -p` prints: the arrays that a subshell begins with. */
  arrays: '/dev/lab-arrays',
  /** Stands for what is typed, where a command may read it. */
  input: '/dev/lab-input',
  /** Gives the lines that are typed until Ctrl-D. */
  lines: '/dev/lab-lines',
  /** Gives one line that is typed. */
  line: '/dev/lab-line',
} as const;

/** `$!` */
export const lastJobVariable = 'LAB_LAST_JOB';
/** Set while `set -x` is. */
export const traceVariable = 'LAB_TRACE';
/** Its value in a shell whose script has its traces already. */
export const tracedAbove = 'above';
/** Words of a command that were expanded before its variables are set. */
export const wordsVariable = 'LAB_WORDS';

/** Where what would be printed goes: true, to the terminal; false, to whoever collects it. */
export interface Streams {
  readonly out: boolean;
  readonly err: boolean;
  /** Reads from it are typed lines. */
  readonly in: boolean;
}

export const collected: Streams = { out: false, err: false, in: false };

export const readsInput = (redirections: readonly Redirection[]): boolean =>
  redirections.some(({ operator, fd }) => operator.startsWith('<') && (fd ?? 0) === 0);

/** Where a command's output goes behind its own redirections. */
export const behind = (redirections: readonly Redirection[], to: Streams): Streams => ({
  out: to.out && !redirections.some((each) => redirects(each, 1)),
  err: to.err && !redirections.some((each) => redirects(each, 2)),
  in: to.in && !readsInput(redirections),
});

const names = ['out', 'err', 'in'] as const;

/** Streams as a word of a hidden command, and back. */
export const streamsWord = (streams: Streams): Word => singleQuoted(names.filter((name) => streams[name]).join(' '));
export const streamsOf = (word: string): Streams => {
  const given = word.split(' ');
  return { out: given.includes('out'), err: given.includes('err'), in: given.includes('in') };
};

/** Lets the page breathe, and leaves `$?` as it was. */
export const breath = (): Statement => statement(simpleCommand(hidden.breathe, [lastExit()]));

/** A function has a second form, which prints to the terminal, and a third, which reads from it too. */
export const functionForms = [
  { prefix: 'lab-out-', streams: { out: true, err: true, in: false } },
  { prefix: 'lab-in-', streams: { out: true, err: true, in: true } },
] as const;

/** `unset -f name`: all forms of the function. */
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

/** Starts a subshell: commands do not get arrays, so these are taken down before. */
export const withArrays = (command: SimpleCommand): Compound => {
  const declare = simpleCommand('declare', [literalWord('-p')]);
  return group(statement({ ...declare, redirections: [redirection(1, devices.arrays)] }), statement(command));
};
