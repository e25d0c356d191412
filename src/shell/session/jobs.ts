/** Background jobs of a shell: each is a shell of its own that starts with the variables of its parent. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandResult, Print } from '../commands/terminal-output.ts';
import { hidden } from '../language/hidden.ts';
import { forkError, type Processes } from './processes.ts';

/** Exit codes of what a signal has ended: 128 and its number. */
const terminated = 128 + 15;
const firstPid = 1000;

interface Job {
  readonly number: number;
  readonly pid: number;
  /** As it was typed, without the `&`. */
  readonly text: string;
  readonly done: Promise<number>;
  readonly stop: () => void;
  /** None while it runs. */
  exit?: number;
}

const answer = (stdout: string, exitCode = 0): CommandResult => ({ stdout, stderr: '', exitCode });
const refusal = (stderr: string): CommandResult => ({ stdout: '', stderr: `bash: ${stderr}\n`, exitCode: 1 });

interface JobOptions {
  /** Shows at once, whatever the command's output is redirected to. */
  readonly print: Print;
  /** The shell is interactive: it reports its jobs. */
  readonly interactive: boolean;
  /** Bounds of the line that runs. */
  readonly processes: () => Processes;
}

export class Jobs {
  #jobs: readonly Job[] = [];
  #pids = firstPid;

  constructor(private readonly options: JobOptions) {}

  /** @returns the number of its process; `undefined` when there are too many. */
  start(text: string, run: (signal: AbortSignal, processes: Processes) => Promise<number>): number | undefined {
    const { print, interactive, processes } = this.options;
    const over = new AbortController();
    const started = processes().startJob(() => over.abort());
    if (started === undefined) {
      print('stderr', forkError);
      return undefined;
    }
    const number = (this.#jobs.at(-1)?.number ?? 0) + 1;
    const pid = ++this.#pids;
    const done = run(over.signal, started.processes).then((exit) => {
      started.end();
      job.exit = over.signal.aborted ? terminated : exit;
      return job.exit;
    });
    const job: Job = { number, pid, text, done, stop: () => over.abort() };
    this.#jobs = [...this.#jobs, job];
    if (interactive) print('stdout', `[${number}] ${pid}\n`);
    return pid;
  }

  /** Returns bash's messages about jobs that have ended, before the next prompt. Each is reported once. */
  ended(): string {
    const lines = this.#jobs.filter(({ exit }) => exit !== undefined).map((job) => this.#line(job));
    this.#jobs = this.#jobs.filter(({ exit }) => exit === undefined);
    return lines.join('');
  }

  stop(): void {
    this.#jobs.forEach((job) => job.stop());
    this.#jobs = [];
  }

  commands(): Command[] {
    return [
      defineCommand('jobs', async () => {
        const lines = this.#jobs.map((job) => this.#line(job)).join('');
        this.#jobs = this.#jobs.filter(({ exit }) => exit === undefined);
        return answer(lines);
      }),
      defineCommand('fg', async ([spec = '%+'], { signal }) => {
        const job = this.#find(spec.startsWith('%') ? spec : `%${spec}`);
        if (job === undefined) return refusal(`fg: ${spec === '%+' ? 'current' : spec}: no such job`);
        this.options.print('stdout', `${job.text}\n`);
        signal?.addEventListener('abort', job.stop);
        const exit = await job.done;
        signal?.removeEventListener('abort', job.stop);
        this.#jobs = this.#jobs.filter((other) => other !== job);
        return answer('', exit);
      }),
      defineCommand('bg', async ([spec = '%+']) => {
        const job = this.#find(spec);
        if (job === undefined) return refusal(`bg: ${spec === '%+' ? 'current' : spec}: no such job`);
        return refusal(`bg: job ${job.number} already in background`);
      }),
      defineCommand('kill', async (args) => {
        const specs = args.filter((arg) => !arg.startsWith('-'));
        if (specs.length === 0) return refusal('kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec');
        for (const spec of specs) {
          const job = this.#find(spec);
          if (job === undefined) {
            return refusal(`kill: ${spec.startsWith('%') ? `${spec}: no such job` : `(${spec}) - No such process`}`);
          }
          job.stop();
          await job.done;
        }
        return answer('');
      }),
      defineCommand(hidden.wait, async (specs, { signal }) => {
        const jobs = specs.length === 0 ? this.#jobs : specs.map((spec) => this.#find(spec));
        let exit = 0;
        for (const [i, job] of jobs.entries()) {
          if (job === undefined) return { ...refusal(`wait: ${specs[i]}: no such job`), exitCode: 127 };
          exit = await Promise.race([job.done, ended(signal)]);
          if (signal?.aborted) break;
        }
        return answer('', specs.length === 0 ? 0 : exit);
      }),
    ];
  }

  /** `%2`, `%+`, `%-`, `%kubectl`, or the number of a process. */
  #find(spec: string): Job | undefined {
    if (!spec.startsWith('%')) return this.#jobs.find(({ pid }) => String(pid) === spec);
    const name = spec.slice(1);
    if (/^[+%]?$/.test(name)) return this.#jobs.at(-1);
    if (name === '-') return this.#jobs.at(-2) ?? this.#jobs.at(-1);
    return this.#jobs.find(({ number, text }) => String(number) === name || text.startsWith(name));
  }

  #line(job: Job): string {
    const { number, text, exit } = job;
    const mark = job === this.#jobs.at(-1) ? '+' : job === this.#jobs.at(-2) ? '-' : ' ';
    const state =
      exit === undefined ? 'Running' : exit === 0 ? 'Done' : exit === terminated ? 'Terminated' : `Exit ${exit}`;
    return `[${number}]${mark}  ${state.padEnd(24)}${text}${exit === undefined ? ' &' : ''}\n`;
  }
}

const ended = (signal: AbortSignal | undefined): Promise<number> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve(terminated), { once: true }));
