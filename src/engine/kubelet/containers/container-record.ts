/** The runs of a container: the current or last one, and the one before. */
import type { ContainerStatus } from '../../api/types.ts';
import { timestamp } from '../../sim/time.ts';
import type { LogLine } from './container-host.ts';
import { ContainerLog } from './container-log.ts';

type State = NonNullable<ContainerStatus['state']>;
type Termination = NonNullable<State['terminated']>;

export interface ContainerIds {
  /** Absent for the stand-in kubelet. */
  readonly containerID?: string;
  readonly imageID: string;
}

export class ContainerRecord {
  #restarts = 0;
  #startedAt = 0;
  #finishedAt = -Infinity;
  #ids: ContainerIds = { imageID: '' };
  #last: Termination | undefined;
  #before: Termination | undefined;
  #log = new ContainerLog();
  #previousLog: readonly LogLine[] | undefined;

  get restarts(): number {
    return this.#restarts;
  }

  /** Virtual ms. */
  get startedAt(): number {
    return this.#startedAt;
  }

  /** Virtual ms of the end of the last run; long ago before the first. */
  get finishedAt(): number {
    return this.#finishedAt;
  }

  /** How the last run ended. */
  get last(): Termination | undefined {
    return this.#last;
  }

  begin(now: number, ids: ContainerIds): void {
    this.#startedAt = now;
    this.#ids = ids;
    this.#log = new ContainerLog();
  }

  print(now: number, text: string): void {
    this.#log.print(now, text);
  }

  /** The runtime failed to start the process. */
  fail(now: number, ids: ContainerIds, message: string): void {
    this.begin(now, ids);
    this.end(now, 128);
    this.#last = { ...this.#last!, reason: 'StartError', message, startedAt: '1970-01-01T00:00:00Z' };
  }

  /** @param silent True if the runtime gives no reason for the end. */
  end(now: number, exitCode: number, silent = false): void {
    const { containerID } = this.#ids;
    this.#before = this.#last;
    this.#last = {
      exitCode,
      ...(!silent && { reason: exitCode === 0 ? 'Completed' : 'Error' }),
      startedAt: timestamp(this.#startedAt),
      finishedAt: timestamp(now),
      ...(containerID !== undefined && { containerID }),
    };
    this.#finishedAt = now;
  }

  /** Notes that it never ran, and never will. */
  lose(): void {
    this.#last = {
      exitCode: 137,
      reason: 'ContainerStatusUnknown',
      message: 'The container could not be located when the pod was terminated',
    };
  }

  countRestart(): void {
    this.#restarts++;
    this.#previousLog = this.#log.lines;
  }

  logs(previous: boolean): readonly LogLine[] | undefined {
    return previous ? this.#previousLog : this.#log.lines;
  }

  /**
   * Returns the status of the runs and of the current state.
   * @param waiting The reason why it does not run, unless it has ended.
   * @param first The waiting reason before its first run.
   */
  status(
    running: boolean,
    waiting: State['waiting'],
    first: string,
  ): Pick<ContainerStatus, 'state' | 'lastState' | 'restartCount' | 'imageID'> & { containerID?: string } {
    const state: State = running
      ? { running: { startedAt: timestamp(this.#startedAt) } }
      : waiting === undefined && this.#last !== undefined
        ? { terminated: this.#last }
        : { waiting: waiting ?? { reason: first } };
    const last = state.terminated === undefined ? this.#last : this.#before;
    return {
      state,
      lastState: last === undefined ? {} : { terminated: last },
      restartCount: this.#restarts,
      ...this.#ids,
    };
  }
}
