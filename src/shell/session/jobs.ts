/** Background jobs of a shell: each is a shell of its own that starts with the variables of its parent. */
import { type Command, defineCommand } from 'just-bash/browser';
import { exitBySignal, signalNamed, signalNumber, signalTable } from './signals.ts';
import type { CommandResult, Print } from '../commands/terminal-output.ts';
import { hidden } from '../language/hidden.ts';
import { forkError, type Processes } from './processes.ts';

/** `$$`: every shell has the number of the first process. */
const ownPid = '1';
const firstPid = 1000;

interface Job {
  readonly number: number;
  readonly pid: number;
  /** The command as typed, without the `&`. */
  readonly text: string;
  readonly done: Promise<number>;
  readonly stop: (signal?: string) => void;
  /** Undefined while the job runs. */
  exit?: number;
}

/** Messages of bash about jobs that a signal has ended. */
const endings = new Map(
  Object.entries({ HUP: 'Hangup', INT: 'Interrupt', QUIT: 'Quit', KILL: 'Killed', TERM: 'Terminated' }).map(
    ([name, words]) => [exitBySignal(name), words],
  ),
);

/** Error of `wait`. */
const unknown = (spec: string): string =>
  /^\d+$/.test(spec) ? `wait: pid ${spec} is not a child of this shell` : `wait: ${spec}: no such job`;

const answer = (stdout: string, exitCode = 0): CommandResult => ({ stdout, stderr: '', exitCode });
const refusal = (stderr: string): CommandResult => ({ stdout: '', stderr: `bash: ${stderr}\n`, exitCode: 1 });

interface JobOptions {
  /** Prints at once, even if the command's output is redirected. */
  readonly print: Print;
  /** True if the shell is interactive: it reports its jobs. */
  readonly interactive: boolean;
  /** Limits of the running line. */
  readonly processes: () => Processes;
  /** Handles a signal that the shell sends to itself. */
  readonly receive: (name: string) => void;
}

export class Jobs {
  #jobs: readonly Job[] = [];
  #pids = firstPid;
  /** Jobs that `wait -n` has reported. */
  readonly #waited = new WeakSet<Job>();

  constructor(private readonly options: JobOptions) {}

  /**
   * Starts a job.
   * @returns its process number; `undefined` if there are too many jobs.
   */
  start(text: string, run: (signal: AbortSignal, processes: Processes) => Promise<number>): number | undefined {
    const { print, interactive, processes } = this.options;
    const over = new AbortController();
    const started = processes().startJob(() => over.abort('KILL'));
    if (started === undefined) {
      print('stderr', forkError);
      return undefined;
    }
    const number = (this.#jobs.at(-1)?.number ?? 0) + 1;
    const pid = ++this.#pids;
    const done = run(over.signal, started.processes).then((exit) => {
      started.end();
      job.exit = exit;
      return job.exit;
    });
    const job: Job = { number, pid, text, done, stop: (signal = 'TERM') => over.abort(signal) };
    this.#jobs = [...this.#jobs, job];
    if (interactive) print('stdout', `[${number}] ${pid}\n`);
    return pid;
  }

  /** Returns bash's messages about jobs that have ended, before the next prompt. Reports each job once. */
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
        const stop = (): void => job.stop('INT');
        signal?.addEventListener('abort', stop);
        const exit = await job.done;
        signal?.removeEventListener('abort', stop);
        this.#jobs = this.#jobs.filter((other) => other !== job);
        return answer('', exit);
      }),
      defineCommand('bg', async ([spec = '%+']) => {
        const job = this.#find(spec);
        if (job === undefined) return refusal(`bg: ${spec === '%+' ? 'current' : spec}: no such job`);
        return refusal(`bg: job ${job.number} already in background`);
      }),
      defineCommand('kill', (args) => this.#kill(args)),
      defineCommand(hidden.wait, async (specs, { signal }) => {
        if (specs[0] === '-n') return this.#waitForNext(specs.slice(1), signal);
        const jobs = specs.length === 0 ? this.#jobs : specs.map((spec) => this.#find(spec));
        let exit = 0;
        for (const [i, job] of jobs.entries()) {
          if (job === undefined) return { ...refusal(unknown(specs[i]!)), exitCode: 127 };
          exit = await Promise.race([job.done, ended(signal)]);
          if (signal?.aborted) break;
        }
        return answer('', specs.length === 0 ? 0 : exit);
      }),
    ];
  }

  /** `wait -n`: waits for the job that ends first, and reports each job once. */
  async #waitForNext(specs: readonly string[], signal: AbortSignal | undefined): Promise<CommandResult> {
    const known = specs.length === 0 ? this.#jobs : specs.flatMap((spec) => this.#find(spec) ?? []);
    const jobs = known.filter((job) => !this.#waited.has(job));
    if (jobs.length === 0) return answer('', 127);
    const over = jobs.find(({ exit }) => exit !== undefined);
    const done = async (job: Job): Promise<Job> => {
      await job.done;
      return job;
    };
    const first = over ?? (await Promise.race([...jobs.map(done), ended(signal)]));
    if (typeof first === 'number') return answer('', first);
    this.#waited.add(first);
    return answer('', first.exit);
  }

  async #kill(args: readonly string[]): Promise<CommandResult> {
    const wanted = killArguments(args);
    if ('exitCode' in wanted) return wanted;
    const { name, specs } = wanted;
    for (const spec of specs) {
      const job = this.#find(spec);
      if (job !== undefined) {
        if (name === 'EXIT') continue;
        job.stop(name);
        await job.done;
      } else if (spec === ownPid) {
        if (name !== 'EXIT') this.options.receive(name);
      } else if (spec.startsWith('%')) return refusal(`kill: ${spec}: no such job`);
      else if (!/^-?\d+$/.test(spec)) return refusal(`kill: ${spec}: arguments must be process or job IDs`);
      else return refusal(`kill: (${spec}) - No such process`);
    }
    return answer('');
  }

  /** Finds a job by `%2`, `%+`, `%-`, `%kubectl`, or its process number. */
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
    const byDefault = exit === undefined ? 'Running' : exit === 0 ? 'Done' : `Exit ${exit}`;
    const state = (exit !== undefined && endings.get(exit)) || byDefault;
    return `[${number}]${mark}  ${state.padEnd(24)}${text}${exit === undefined ? ' &' : ''}\n`;
  }
}

const ended = (signal: AbortSignal | undefined): Promise<number> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve(exitBySignal('TERM')), { once: true }));

interface Kill {
  /** Number of the signal. */
  readonly name: string;
  readonly specs: readonly string[];
}

/** Returns the signal and its recipients, or the output of a call that sends none. */
function killArguments(args: readonly string[]): Kill | CommandResult {
  const usage = 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]';
  const [first = '', second, ...rest] = args;
  if (/^-[lL]$/.test(first)) return listed(args.slice(1));
  const isOption = first === '-s' || first === '-n';
  const spec = isOption ? (second ?? '') : /^-./.test(first) && first !== '--' ? first.slice(1) : 'TERM';
  const specs = isOption ? rest : /^-./.test(first) ? args.slice(1) : args;
  const name = signalNamed(spec);
  if (name === undefined) return refusal(`kill: ${spec}: invalid signal specification`);
  return specs.length === 0 ? { ...refusal(usage), stderr: `${usage}\n`, exitCode: 2 } : { name, specs };
}

/** `kill -l 9`, `kill -l TERM`, `kill -l 143`: the exit code of a process also names its signal. */
function listed(specs: readonly string[]): CommandResult {
  if (specs.length === 0) return answer(signalTable());
  let stdout = '';
  for (const spec of specs) {
    const name = signalNamed(/^\d+$/.test(spec) && Number(spec) > 128 ? String(Number(spec) - 128) : spec);
    if (name === undefined) return { ...refusal(`kill: ${spec}: invalid signal specification`), stdout };
    stdout += `${/^\d+$/.test(spec) ? name : signalNumber(name)}\n`;
  }
  return answer(stdout);
}
