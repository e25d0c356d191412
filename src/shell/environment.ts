/** Interface between the shell and the terminal that shows it. */
import type { ApiServer, Cluster } from '../engine/index.ts';
import type { OwnFiles } from './machine/own-files.ts';
import type { Inside } from './containers/find-container.ts';

export interface ShellEnvironment {
  readonly api: ApiServer;
  readonly cluster: Pick<Cluster, 'now' | 'history'>;
  /** Resolves when the cluster has changed, when virtual time `until` has come, or when `signal` is aborted. */
  wait(until: number | undefined, signal: AbortSignal): Promise<void>;
  /** False while the clock is paused. Pausing resolves all waits for a time. */
  timeRuns(): boolean;
  /** The time of this machine's clock (RFC 3339) if it is not the cluster's clock. */
  clock?(): string | undefined;
  /** Called after requests, so that the page shows their result. */
  settle(): void;
  /** Number of inputs of the cluster so far. */
  inputs(): number;
  /** Records a command that has changed something. */
  record(command: RecordedCommand): void;
  /** The text in the page's editor, which is the file `manifest.yaml` here. */
  readText(): string;
  writeText(text: string): void;
  /** Saved files of the home directory. */
  files(): OwnFiles;
  /** Called when files in the home directory may have changed. */
  keepFiles(own: OwnFiles): void;
  /** The cluster as its containers see it. */
  inside(): Inside;
  /** Lets the user edit a text; resolves with `undefined` if it was not changed. */
  edit(name: string, text: string, signal: AbortSignal): Promise<string | undefined>;
}

/** A command with its answer. The content of its file or pipe is in `file`, and the command uses `-f -`. */
export interface RecordedCommand {
  readonly command: string;
  readonly file?: string;
  readonly lines: readonly string[];
  readonly ok: boolean;
  /** Number of inputs when the line began that contains the command. */
  readonly line?: number;
}

/** A piece of terminal output. */
export type Output =
  | { readonly kind: 'command'; readonly prompt: string; readonly text: string }
  | { readonly kind: 'stdout' | 'stderr'; readonly text: string }
  /** The lab's own words, by message id. */
  | { readonly kind: 'hint'; readonly hint: Hint; readonly values?: Readonly<Record<string, string>> }
  /** A full screen that replaces the previous one, as `watch` shows it. */
  | { readonly kind: 'screen'; readonly text: string }
  | { readonly kind: 'clear' };

/**
 * `ClusterDns`: the name exists, but only for Pods. `Bounded`: the shell has stopped a command that ran too long.
 * `TooLong`: the pasted text was refused.
 */
export type Hint = 'ClusterDns' | 'PodNetwork' | 'Bounded' | 'TooLong';

export type Emit = (output: Output) => void;
