/** The interface of a kubectl command: its flags, its environment, and its output while time passes in the cluster. */
import type { Actor, ApiServer, Cluster, Pod } from '../engine/index.ts';
import type { FlagSpec, Flags } from './flags/flags.ts';
import type { Answer, Request } from './client/requests.ts';

/** Fields of a kubeconfig file that can be changed. */
export interface KubeConfig {
  /** Namespace of the current context; `default`, if absent. */
  namespace?: string | undefined;
}

/** The environment of a command: the cluster, and the machine that it runs on. */
export interface KubectlEnvironment {
  readonly api: ApiServer;
  readonly cluster: Pick<Cluster, 'now' | 'history'>;
  readonly actor: Actor;
  /** The field manager of the command's changes; set when the command is known. */
  readonly fieldManager?: string;
  /** The time of the machine, RFC 3339; the cluster's own, if absent. */
  readonly clock?: () => string | undefined;
  /** Shared by all commands of a machine. */
  readonly config: KubeConfig;
  /** Text piped into the command, or an empty string. */
  readonly stdin: string;
  /** Returns the text of a file; `undefined` if there is none. */
  readFile(path: string): string | undefined;
  /** Returns the files of a directory, as paths for `readFile`; `undefined` if there is no such directory. */
  readDirectory(path: string): readonly string[] | undefined;
  /** Returns the absolute path, without `.` and `..`. */
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

/** Text to print at once, or the event that the command waits for. */
export type Chunk =
  | { readonly stdout?: string; readonly stderr?: string }
  /** A warning of the API server. */
  | { readonly stderr: string; readonly fromServer: true; readonly stdout?: never }
  /** Continues with the answer to it. */
  | { readonly request: Request; readonly stdout?: never; readonly stderr?: never }
  /** Until something in the cluster changes. */
  | 'wait'
  /** Until something in the cluster changes, or until this virtual time (ms). */
  | { readonly until: number };

/** Lets the page respond before the next large piece of work. */
export const pause: Chunk = { stdout: '' };

/** Yields its output and its waits; returns the exit code. The caller prints what it throws. */
export type CommandRun = Generator<Chunk, number, Answer | void>;

export interface ParsedArgs {
  /** Arguments without flags, in order. */
  readonly args: readonly string[];
  /** Number of `args` before `--`; -1 without it. */
  readonly dash: number;
  readonly flags: Flags;
  /** `kubectl rollout status` */
  readonly path: string;
  /** `--namespace`, otherwise the namespace of the current context. */
  readonly namespace: string;
}

export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The line in the list of commands. */
  readonly short: string;
  /** The text of `--help`; `short`, if absent. */
  readonly long?: string;
  readonly examples?: string;
  /** Usage after the command, e.g. `NAME -- COMMAND [args...]`. */
  readonly usage?: string;
  readonly flags?: readonly FlagSpec[];
  readonly subcommands?: readonly Command[];
  /** True if it needs no server. */
  readonly local?: true;
  /** Kinds of its arguments, for completion. */
  readonly completes?: Completion;
  /** Absent for a group of commands: it prints its help, on stderr unless set otherwise. */
  readonly helpOn?: 'stdout';
  /** Absent for a group of commands. */
  readonly run?: (parsed: ParsedArgs, env: KubectlEnvironment) => CommandRun;
}

/** `resources`: TYPE NAME… or TYPE/NAME…; `pods` and `nodes`: their names; `types`: kinds only; `files`: paths. */
export type Completion = 'resources' | 'pods' | 'nodes' | 'types' | 'files' | 'none';

export const print = (text: string): Chunk => ({ stdout: text });
export const complain = (text: string): Chunk => ({ stderr: text });
export const serverWarning = (text: string): Chunk => ({ stderr: `Warning: ${text}\n`, fromServer: true });

/** Sends a request to the machine that kubectl runs on; `undefined` if it does not support it. */
export function* ask(request: Request): Generator<Chunk, Answer | undefined, Answer | undefined> {
  return yield { request };
}
