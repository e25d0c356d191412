/** Interface between the shell and the terminal that shows it. */
import type { ApiServer, Cluster } from '../engine/index.ts';
import type { OwnFiles } from './machine/own-files.ts';
import type { Inside } from './containers/find-container.ts';

export interface ShellEnvironment {
  readonly api: ApiServer;
  readonly cluster: Pick<Cluster, 'now' | 'history'>;
  /** Resolves when the cluster has changed, when virtual time `until` has come, or when `signal` is aborted. */
  wait(until: number | undefined, signal: AbortSignal): Promise<void>;
  /** False while the clock is paused. Pausing wakes all that wait for a time. */
  timeRuns(): boolean;
  /** The time by this machine's clock (RFC 3339), if it is not the cluster's. */
  clock?(): string | undefined;
  /** Called after requests: what came of them is to be seen. */
  settle(): void;
  /** How often something was asked of the cluster so far. */
  inputs(): number;
  /** Takes down a command that has changed something. */
  record(command: RecordedCommand): void;
  /** The text in the editor, which is `manifest.yaml` here. */
  readText(): string;
  writeText(text: string): void;
  /** Saved files of the home directory. */
  files(): OwnFiles;
  /** Called when what is in the home directory may have changed. */
  keepFiles(own: OwnFiles): void;
  /** The cluster as its containers see it. */
  inside(): Inside;
  /** Lets the person edit a text; `undefined`: left as it was. */
  edit(name: string, text: string, signal: AbortSignal): Promise<string | undefined>;
}

/** A command with its answer; what it read from a file or a pipe is `file`, and the command says `-f -`. */
export interface RecordedCommand {
  readonly command: string;
  readonly file?: string;
  readonly lines: readonly string[];
  readonly ok: boolean;
  /** How many inputs there were when the line began that it was typed on. */
  readonly line?: number;
}

/** A piece of terminal output. */
export type Output =
  | { readonly kind: 'command'; readonly prompt: string; readonly text: string }
  | { readonly kind: 'stdout' | 'stderr'; readonly text: string }
  /** The lab's own words, named by the id of a message. */
  | { readonly kind: 'hint'; readonly hint: Hint; readonly values?: Readonly<Record<string, string>> }
  /** A full screen, in the place of the one before: what `watch` shows. */
  | { readonly kind: 'screen'; readonly text: string }
  | { readonly kind: 'clear' };

/**
 * `ClusterDns`: the name exists, but only for Pods. `Bounded`: the shell has stopped a command that went on and on.
 * `TooLong`: a paste was refused.
 */
export type Hint = 'ClusterDns' | 'PodNetwork' | 'Bounded' | 'TooLong';

export type Emit = (output: Output) => void;
