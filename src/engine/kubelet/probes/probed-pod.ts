/**
 * The targets of a probe: the files of its container, and the servers of the Pod's containers, which share an address.
 */
import type { Container } from '../../api/types.ts';
import type { Environment } from '../environment/environment.ts';
import type { FileView } from '../files/container-files.ts';
import type { Process } from '../containers/process.ts';

/** A running process. */
export interface Listener {
  readonly container: Container;
  readonly process: Process;
  readonly environment: Environment;
  /** Virtual ms. */
  readonly startedAt: number;
}

export interface ProbedPod {
  readonly address: string;
  readonly hostname: string;
  /** `undefined` while the container does not run. */
  files(container: string): FileView | undefined;
  /** Finds the listener of a port, `preferred` if it listens. */
  listener(port: number, preferred: Listener): Listener | undefined;
}
