/** The environment of a program in a container: files, variables, and the network. */
import type { DnsAnswer, DnsType } from '../dns/dns.ts';
import type { Resolver } from '../dns/resolver.ts';
import type { FileChange, FileProblem, FileView } from '../kubelet/files/container-files.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ProgramHost {
  readonly image: string;
  readonly hostname: string;
  readonly namespace: string;
  readonly address: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** The current files; none after the end of the container. */
  files(): FileView;
  /** @returns the reason of a failure, in the words of the operating system. */
  change(change: FileChange): FileProblem | 'container not running' | undefined;
  /** Queries the cluster's DNS; a short name is completed with the search domains. */
  lookup(name: string, type: DnsType): DnsAnswer;
  /** Queries the cluster's DNS for exactly this name. */
  query(name: string, type: DnsType): DnsAnswer;
  /** The address of the cluster's DNS. */
  readonly nameserver: string;
  /**
   * Requests a page from `address:port`; `refused` if nothing listens there, `unreachable` if the address does not
   * exist.
   */
  request(address: string, port: number, path: string): HttpAnswer | 'refused' | 'unreachable';
  /** Returns true if `address:port` accepts connections. */
  listens(address: string, port: number): boolean;
}

/** The result of a program. */
export interface ProgramOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** A file that it writes, named as on its command line. */
  readonly file?: { readonly path: string; readonly content: string };
}

/** The arguments of a program besides its words. */
export interface Call {
  readonly cwd: string;
  /** Virtual ms. */
  now(): number;
}

/** A program that takes no time. */
export type Tool<Host = ProgramHost> = (args: readonly string[], host: Host, call: Call) => ProgramOutcome;

export const outcome = (stdout: string, exitCode = 0, stderr = ''): ProgramOutcome => ({ stdout, stderr, exitCode });

/** The parts of a cluster that are visible only from inside. */
export interface Inside {
  readonly containers: {
    environment(podUid: string, container: string): ReadonlyMap<string, string> | undefined;
    files(podUid: string, container: string): FileView | undefined;
    changeFile(podUid: string, container: string, change: FileChange): ReturnType<ProgramHost['change']>;
    listens(podUid: string, port: number): boolean;
  };
  readonly dns: Pick<Resolver, 'lookup' | 'query'>;
}
