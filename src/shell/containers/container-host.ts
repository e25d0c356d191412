/** The containers of the cluster as the shell needs them: what runs, its files, and what it can reach. */
import type { DnsAnswer, DnsType, FileChange, FileView } from '../../engine/index.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One container that runs. It is over when the container ends; a restart makes another one. */
export interface RunningContainer {
  readonly image: string;
  readonly hostname: string;
  readonly namespace: string;
  readonly address: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** It is still the one that was found. */
  running(): boolean;
  /** Its files as they are now; none once it has ended. */
  files(): FileView;
  /** @returns why not, in the words of the operating system. */
  change(change: FileChange): string | undefined;
  /** Asks the cluster's DNS; a short name is looked for in the search domains. */
  lookup(name: string, type: DnsType): DnsAnswer;
  /** Asks the cluster's DNS for this name and no other. */
  query(name: string, type: DnsType): DnsAnswer;
  /** Address of the cluster's DNS. */
  readonly nameserver: string;
  /** Asks `address:port` for a page; `refused`: nobody listens there, `unreachable`: no such address. */
  request(address: string, port: number, path: string): HttpAnswer | 'refused' | 'unreachable';
}
