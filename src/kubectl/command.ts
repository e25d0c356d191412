/** Interface of a kubectl command: its flags, its environment, and its output while the cluster moves on. */
import type { Actor, ApiServer, Cluster, Pod } from '../engine/index.ts';
import type { FlagSpec, Flags } from './flags/flags.ts';
import type { Answer, Request } from './client/requests.ts';

/** Fields of a kubeconfig file that can be changed. */
export interface KubeConfig {
  /** Of the current context; `default` when none is set. */
  namespace?: string | undefined;
}

/** The surroundings of a command: the cluster that it talks to, and the machine that it runs on. */
export interface KubectlEnvironment {
  readonly api: ApiServer;
  readonly cluster: Pick<Cluster, 'now' | 'history'>;
  readonly actor: Actor;
  /** The name that the command's changes are managed under; set when the command is known. */
  readonly fieldManager?: string;
  /** The time of the machine, RFC 3339; the cluster's own when absent. */
  readonly clock?: () => string | undefined;
  /** Lasts from command to command. */
  readonly config: KubeConfig;
  /** Text piped into the command, or an empty string. */
  readonly stdin: string;
  /** The text of a file, or `undefined` when there is none. */
  readFile(path: string): string | undefined;
  /** The files of a directory, as paths that `readFile` takes; `undefined` when there is no such directory. */
  readDirectory(path: string): readonly string[] | undefined;
  /** The absolute path that a path means, without `.` and `..`. */
  resolvePath(path: string): string;
  /** Prints on stderr at once. */
  warn?(text: string): void;
  /** Returns the output of a container; `previous`: of its previous run. */
  logs?(pod: Pod, container: string, previous: boolean): readonly LogLine[];
}

export interface LogLine {
  /** Virtual ms. */
  readonly at: number;
  readonly text: string;
}

/** Text to print at once; or what the command waits for before it goes on. */
export type Chunk =
  | { readonly stdout?: string; readonly stderr?: string }
  /** The API server warned of something. */
  | { readonly stderr: string; readonly fromServer: true; readonly stdout?: never }
  /** Goes on with the answer to it. */
  | { readonly request: Request; readonly stdout?: never; readonly stderr?: never }
  /** Until something in the cluster changes. */
  | 'wait'
  /** Until something in the cluster changes, or this virtual time (ms) has come. */
  | { readonly until: number };

/** Lets the page go on before the next piece of much work. */
export const pause: Chunk = { stdout: '' };

/** Yields what it prints and where it waits; ends with the exit code. What it throws is printed by the caller. */
export type CommandRun = Generator<Chunk, number, Answer | void>;

export interface ParsedArgs {
  /** Arguments without flags, in order. */
  readonly args: readonly string[];
  /** How many of `args` stand before `--`; -1 without one. */
  readonly dash: number;
  readonly flags: Flags;
  /** `kubectl rollout status` */
  readonly path: string;
  /** `--namespace`, else the current context's. */
  readonly namespace: string;
}

export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One line, as the list of commands shows it. */
  readonly short: string;
  /** First text of `--help`; `short` by default. */
  readonly long?: string;
  readonly examples?: string;
  /** Usage after the command, e.g. `NAME -- COMMAND [args...]`. */
  readonly usage?: string;
  readonly flags?: readonly FlagSpec[];
  readonly subcommands?: readonly Command[];
  /** It talks to no server: which one is meant does not matter. */
  readonly local?: true;
  /** Kinds of its arguments, for completion. */
  readonly completes?: Completion;
  /** Absent when it only groups others: then it shows its help, on stderr unless this says otherwise. */
  readonly helpOn?: 'stdout';
  /** Absent when it only groups others. */
  readonly run?: (parsed: ParsedArgs, env: KubectlEnvironment) => CommandRun;
}

/** `resources`: TYPE NAME… or TYPE/NAME…; `pods` and `nodes`: their names; `types`: kinds only; `files`: paths. */
export type Completion = 'resources' | 'pods' | 'nodes' | 'types' | 'files' | 'none';

export const print = (text: string): Chunk => ({ stdout: text });
export const complain = (text: string): Chunk => ({ stderr: text });
export const serverWarning = (text: string): Chunk => ({ stderr: `Warning: ${text}\n`, fromServer: true });

/** Asks the machine that kubectl runs on; `undefined` when it does not know how. */
export function* ask(request: Request): Generator<Chunk, Answer | undefined, Answer | undefined> {
  return yield { request };
}
