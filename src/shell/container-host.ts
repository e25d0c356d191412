/**
 * The containers of the cluster as the shell needs them: what runs, its files, and what it can reach. The cluster's
 * side of it is the engine's; nothing here knows how files are kept.
 */

/** A file system with plain paths from `/`. Missing parents are made by {@link ContainerFiles.write}. */
export interface ContainerFiles {
  /** `undefined` when there is no such file. */
  read(path: string): string | undefined;
  write(path: string, content: string): void;
  /** Removes a file, or a directory with all that is in it. */
  remove(path: string): void;
  makeDirectory(path: string): void;
  /** Names in a directory; `undefined` when it is none. */
  list(path: string): readonly string[] | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One container that runs. It is over when the container ends; a restart makes another one. */
export interface RunningContainer {
  /** Different for each start of each container. */
  readonly id: string;
  readonly pod: string;
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly hostname: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly files: ContainerFiles;
  running(): boolean;
  /** Addresses of a name as the container's resolver answers, search domains included; empty: NXDOMAIN. */
  resolve(name: string): readonly { readonly name: string; readonly address: string }[];
  /** Asks `address:port` for a page; `refused`: nobody listens there, `unreachable`: no such address. */
  request(address: string, port: number, path: string, host: string): HttpAnswer | 'refused' | 'unreachable';
}

export interface ContainerHost {
  /** The container, or in kubectl's words why it cannot be entered. */
  find(
    namespace: string,
    pod: string,
    container?: string,
  ): RunningContainer | { readonly error: string; readonly notRunning?: boolean };
}

/** Until the cluster keeps files: every container is refused. */
export const noContainers: ContainerHost = {
  find: (_, pod) => ({ error: `error: unable to upgrade connection: container not found ("${pod}")` }),
};
