/** Limits that a shell shares with everything that it starts: jobs, scripts, and what these start. */

/** Largest number of jobs that run at the same time. */
const maxJobs = 20;
/** Largest number of jobs that one line can start, directly or through other jobs. */
const maxJobsPerLine = 200;
/** Largest number of programs that one line can start in the same way. */
const maxProgramsPerLine = 2000;
/** Number of refusals after which a line is ended. */
const maxRefusals = 50;
/** Largest depth of programs that start programs. */
const maxDepth = 20;

/** Error of a system that is out of memory. */
export const forkError = 'bash: fork: retry: Resource temporarily unavailable\n';

/** Last error of bash before it gives up. */
export const gaveUpError = 'bash: fork: Resource temporarily unavailable\n';

/** Processes that one line has started, directly or not. */
class Line {
  jobs = 0;
  programs = 0;
  /** Aborted when the line has been refused too often. */
  readonly ended = new AbortController();
  #refusals = 0;

  refuse(): undefined {
    if (++this.#refusals >= maxRefusals) this.ended.abort();
  }
}

export interface Started {
  /** The limits of the started process. */
  readonly processes: Processes;
  /** Called when the process has ended. */
  readonly end: () => void;
}

export class Processes {
  private constructor(
    /** Number of all running processes, of any line. */
    private readonly running: Set<() => void>,
    private readonly line: Line,
    private readonly depth: number,
  ) {}

  static create(): Processes {
    return new Processes(new Set(), new Line(), 0);
  }

  /** Returns the limits of the next typed line. Running processes keep those of their own line. */
  nextLine(): Processes {
    return new Processes(this.running, new Line(), this.depth);
  }

  /** Aborted when the line has been refused too often: everything that it has started ends. */
  get ended(): AbortSignal {
    return this.line.ended.signal;
  }

  /** Returns `undefined` if there are too many. */
  startJob(stop: () => void): Started | undefined {
    if (this.running.size >= maxJobs || this.line.jobs >= maxJobsPerLine) return this.line.refuse();
    const started = this.startProgram();
    if (started === undefined) return undefined;
    this.line.jobs++;
    this.running.add(stop);
    return { ...started, end: () => this.running.delete(stop) };
  }

  /** Ends all jobs, including jobs of jobs. */
  stopJobs(): void {
    for (const stop of [...this.running]) stop();
  }

  /** Returns `undefined` if there are too many. */
  startProgram(): Started | undefined {
    if (this.line.programs >= maxProgramsPerLine || this.depth >= maxDepth) return this.line.refuse();
    this.line.programs++;
    return { processes: new Processes(this.running, this.line, this.depth + 1), end: () => undefined };
  }
}
