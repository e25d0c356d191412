/** Bounds that a shell shares with all that it starts: jobs, scripts, and what these start in turn. */

/** Jobs that run at the same time. */
const maxJobs = 20;
/** Jobs that one line may start, directly or through other jobs. */
const maxJobsPerLine = 200;
/** Programs that one line may start in the same way. */
const maxProgramsPerLine = 2000;
/** How often one line is refused before it is ended. */
const maxRefusals = 50;
/** How deep programs may start programs. */
const maxDepth = 20;

/** Error of a system without memory. */
export const forkError = 'bash: fork: retry: Resource temporarily unavailable\n';

/** Last error of bash before it gives up. */
export const gaveUpError = 'bash: fork: Resource temporarily unavailable\n';

/** Processes started by one line, directly or not. */
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
  /** The bounds of what was started. */
  readonly processes: Processes;
  /** Called when it is over. */
  readonly end: () => void;
}

export class Processes {
  private constructor(
    /** Of all that run now, whichever line started them. */
    private readonly running: Set<() => void>,
    private readonly line: Line,
    private readonly depth: number,
  ) {}

  static create(): Processes {
    return new Processes(new Set(), new Line(), 0);
  }

  /** The bounds of the next line that is typed. What runs already keeps those of its own line. */
  nextLine(): Processes {
    return new Processes(this.running, new Line(), this.depth);
  }

  /** Aborted when the line has been refused too often: all that it has started ends. */
  get ended(): AbortSignal {
    return this.line.ended.signal;
  }

  /** Returns `undefined` when there are too many. */
  startJob(stop: () => void): Started | undefined {
    if (this.running.size >= maxJobs || this.line.jobs >= maxJobsPerLine) return this.line.refuse();
    const started = this.startProgram();
    if (started === undefined) return undefined;
    this.line.jobs++;
    this.running.add(stop);
    return { ...started, end: () => this.running.delete(stop) };
  }

  /** Ends all jobs, also those that jobs have started. */
  stopJobs(): void {
    for (const stop of [...this.running]) stop();
  }

  /** Returns `undefined` when there are too many. */
  startProgram(): Started | undefined {
    if (this.line.programs >= maxProgramsPerLine || this.depth >= maxDepth) return this.line.refuse();
    this.line.programs++;
    return { processes: new Processes(this.running, this.line, this.depth + 1), end: () => undefined };
  }
}
