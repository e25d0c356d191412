/** Targets of a probe: the files of its container, and the servers of the Pod's containers, which share an address. */
import type { Container } from '../api/types.ts';
import type { FileView } from './files/container-files.ts';
import type { Process } from './process.ts';

/** A process that runs. */
export interface Listener {
  readonly container: Container;
  readonly process: Process;
  /** Virtual ms. */
  readonly startedAt: number;
}

export interface ProbedPod {
  readonly address: string;
  /** `undefined` while the container does not run. */
  files(container: string): FileView | undefined;
  /** Finds the listener of a port, `preferred` if it listens. */
  listener(port: number, preferred: Listener): Listener | undefined;
}
