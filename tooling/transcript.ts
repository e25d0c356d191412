/**
 * Runs the commands of recorded transcripts in the lab's terminal: `npm run --silent transcript -- FILE` prints
 * `{"rows": [{"stdout", "stderr", "exit"}, …]}`, a row for each recorded one. `--service-accounts` before FILE turns the
 * admission plugin ServiceAccount on, whatever the recording says of it.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Cluster, type ClusterOptions, createCluster, isWrite, type ResourceName } from '../src/engine/index.ts';
import { standIn } from '../src/engine/testing/trace.ts';
import { movingTime, turn } from '../src/shell/moving-time.ts';
import { createShell, type Output, type Shell, type ShellEnvironment } from '../src/shell/index.ts';
import { roundTrip } from '../src/shell/time.ts';
import { sameBindings, seeds } from './transcript-chance.ts';
import { beforeWatched, betweenCommands, missedTimes, rest, startsOf } from './transcript-pace.ts';
import { followsRollout, untilFollowed } from './transcript-rollout.ts';
import type { Answer, Transcript, TranscriptRow } from './transcript-row.ts';

/** Virtual ms after which a trial is undone. */
const afterTrial = 100;
const actor = { name: 'user', reason: 'transcript' };
/** The home directory in which the commands run; it contains only the recording's files. */
const directory = 'work';

/** Most recordings were made with the plugin ServiceAccount off; those made with it on say so. */
const withServiceAccounts = ({ comment }: Transcript): boolean =>
  comment?.kubelet?.includes('ServiceAccount admission on') === true;

interface TranscriptOptions {
  readonly serviceAccounts?: boolean;
  /** The start times to try, in ms after a full second. */
  readonly starts?: readonly number[];
}

/**
 * Runs it with each seed until the random choices are as recorded. If they never are, the answers with the first seed
 * count.
 */
export async function runTranscript(
  transcript: Transcript,
  { serviceAccounts = withServiceAccounts(transcript), starts = startsOf(transcript.rows) }: TranscriptOptions = {},
): Promise<readonly Answer[]> {
  let first: readonly Answer[] | undefined;
  for (const seed of seeds) {
    const answers = await runWithSeed(transcript, starts, { seed, serviceAccounts });
    if (sameBindings(transcript.rows, answers)) return answers;
    first ??= answers;
  }
  return first!;
}

interface LabOptions {
  readonly seed: number;
  /** True if the admission plugin ServiceAccount is on. */
  readonly serviceAccounts: boolean;
}

/** The answers, and the number of recorded ages and times that they do not contain. */
interface Timed {
  readonly answers: readonly Answer[];
  readonly missed: number;
}

/** Tries the start times, and returns the answers of the first one with which most ages and times are as recorded. */
async function runWithSeed(
  transcript: Transcript,
  starts: readonly number[],
  options: LabOptions,
): Promise<readonly Answer[]> {
  let best: Timed = { answers: [], missed: Infinity };
  for (const start of starts) {
    best = (await runFrom(transcript, start, options, best.missed)) ?? best;
    if (best.missed === 0) break;
  }
  return best.answers;
}

/** @returns undefined as soon as it cannot miss fewer ages and times than `limit`. */
async function runFrom(
  transcript: Transcript,
  start: number,
  options: LabOptions,
  limit: number,
): Promise<Timed | undefined> {
  const lab = new Lab(transcript.files, start, options);
  await lab.run({ command: `mkdir -p ${directory} && cd ${directory}` }, false);
  const answers: Answer[] = [];
  let missed = 0;
  for (const [i, row] of transcript.rows.entries()) {
    lab.restartedAt = restartTime(transcript.rows, i);
    const following = transcript.rows.slice(i + 1);
    const answer = await lab.run(row, isTrial(transcript.rows, i));
    answers.push(answer);
    missed += missedTimes(row, answer);
    if (missed >= limit) return undefined;
    const [next] = following;
    if (next !== undefined && followsRollout(next)) lab.pass(untilFollowed(next, lab.copy()));
    else {
      lab.rest(following);
      lab.pass(betweenCommands);
    }
  }
  return { answers, missed };
}

/**
 * Returns whether a row belongs to a file that was both applied and created to see the output: in the recordings, its
 * objects were removed before the next row.
 */
function isTrial(rows: readonly TranscriptRow[], i: number): boolean {
  const fileOf = (row: TranscriptRow | undefined, verb: string): string | undefined =>
    new RegExp(`^kubectl ${verb} -f (\\S+)$`).exec(row?.command ?? '')?.[1];
  const [applied, created] = [fileOf(rows[i], 'apply'), fileOf(rows[i], 'create')];
  return (
    (applied !== undefined && applied === fileOf(rows[i + 1], 'create')) ||
    (created !== undefined && created === fileOf(rows[i - 1], 'apply'))
  );
}

/**
 * Returns the recorded time of a restart, by kubectl's own clock. It is part of the template, and so of the names that
 * follow from it. Later rows show it.
 */
function restartTime(rows: readonly TranscriptRow[], i: number): string | undefined {
  if (!/^kubectl rollout restart /.test(rows[i]?.command ?? '')) return undefined;
  const shown = rows.slice(i).flatMap(({ stdout = '' }) => /restartedAt: "?([\dT:Z-]+)/.exec(stdout)?.[1] ?? []);
  return shown[0];
}

/** A shell, and what it has printed. */
class Terminal {
  readonly #shell: Shell;
  #output: Output[] = [];

  constructor(environment: ShellEnvironment) {
    this.#shell = createShell(environment, (output) => this.#output.push(output));
  }

  async run(line: string): Promise<Answer> {
    await this.#shell.enter(line);
    return { ...this.taken(), exit: this.#shell.exit };
  }

  /** Starts a command that goes on until {@link stop}. */
  start(line: string): Promise<void> {
    return this.#shell.enter(line);
  }

  stop(): void {
    this.#shell.interrupt();
  }

  /** Returns the output since the last call. */
  taken(): Omit<Answer, 'exit'> {
    const of = (kind: Output['kind']): string =>
      this.#output.map((output) => (output.kind === kind && 'text' in output ? output.text : '')).join('');
    const taken = { stdout: of('stdout'), stderr: of('stderr') };
    this.#output = [];
    return taken;
  }
}

/** A cluster whose time moves whenever a command waits, and when a row is over. */
class Lab {
  restartedAt: string | undefined;
  readonly #files: Transcript['files'];
  readonly #options: ClusterOptions;
  readonly #cluster: Cluster;
  readonly #wait: ShellEnvironment['wait'];
  readonly #terminal: Terminal;
  /** State before the last row: its time, and the number of inputs until then. */
  #before = { time: 0, inputs: 0 };

  constructor(files: Transcript['files'], start: number, { seed, serviceAccounts }: LabOptions) {
    this.#files = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${directory}/${name}`, text]));
    this.#options = {
      seed,
      kubelet: { ...standIn, start: 'instant' },
      admissionPlugins: { ServiceAccount: serviceAccounts },
    };
    this.#cluster = createCluster(this.#options);
    this.#wait = movingTime(this.#cluster);
    this.#terminal = new Terminal(this.#environment());
    this.#cluster.settle();
    this.#cluster.advanceTo(Math.ceil(this.#cluster.now() / 1000) * 1000 + start);
  }

  /** @param trial True if what the row creates is deleted soon after. */
  async run(row: TranscriptRow, trial: boolean): Promise<Answer> {
    this.#before = { time: this.#cluster.now(), inputs: this.#cluster.inputs.length };
    if (row.watch !== undefined) return this.#watch(row.watch, row.while!);
    const from = this.#cluster.history.length;
    const answer = await this.#terminal.run(row.command!);
    if (trial) this.#undoCreations(from);
    return answer;
  }

  /** Returns another cluster with the same history. */
  copy(): Cluster {
    const copy = createCluster(this.#options);
    const { inputs } = this.#cluster;
    copy.replay(inputs, { ...this.#cluster.place(), inputs: inputs.length });
    return copy;
  }

  /** Brings what the last row has changed to rest. */
  rest(following: readonly TranscriptRow[]): void {
    const { time, inputs } = this.#before;
    if (this.#cluster.inputs.length > inputs) rest(this.#cluster, time, following);
  }

  /** Advances time by virtual ms. */
  pass(time: number): void {
    this.#cluster.advanceTo(this.#cluster.now() + time);
  }

  /** Runs two terminals on one cluster. */
  async #watch(watch: string, command: string): Promise<Answer> {
    // The watch waits for a change; in between, it may need several turns to print.
    let waits = false;
    const wait: ShellEnvironment['wait'] = (until = Infinity, signal) => {
      if (until <= this.#cluster.now() + roundTrip) return this.#wait(until, signal);
      waits = true;
      return this.#changed(signal).finally(() => (waits = false));
    };
    const watching = new Terminal({ ...this.#environment(), wait });
    let ended = false;
    const over = watching.start(watch).then(() => (ended = true));
    const idle = async (): Promise<void> => {
      do await turn();
      while (!waits && !ended);
    };
    await idle();
    this.pass(beforeWatched);
    await this.#terminal.run(command);
    this.#cluster.settle();
    await idle();
    const seen = watching.taken();
    watching.stop();
    await over;
    return { ...seen, exit: 0 };
  }

  /** Resolves when something is written, or with the signal; others advance the time. */
  #changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const leave = this.#cluster.subscribe(() => done());
      const done = (): void => {
        leave();
        signal.removeEventListener('abort', done);
        resolve();
      };
      signal.addEventListener('abort', done);
    });
  }

  #environment(): ShellEnvironment {
    const files = this.#files;
    const cluster = this.#cluster;
    let text = '';
    return {
      api: cluster.api,
      cluster,
      // Returns the time that kubectl's own clock writes into a template.
      clock: () => this.restartedAt,
      wait: this.#wait,
      timeRuns: () => true,
      settle: () => undefined,
      inputs: () => cluster.inputs.length,
      record: () => undefined,
      readText: () => text,
      writeText: (changed) => (text = changed),
      inside: () => cluster,
      files: () => files,
      keepFiles() {},
      edit: () => Promise.resolve(undefined),
    };
  }

  #undoCreations(from: number): void {
    const { api, history } = this.#cluster;
    this.pass(afterTrial);
    for (const record of history.slice(from)) {
      if (!isWrite(record) || record.type !== 'ADDED' || record.actor.name !== actor.name) continue;
      const { name, namespace } = record.object.metadata;
      api.delete(record.resource as ResourceName, name, namespace, actor);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file, flag] = process.argv.slice(2).sort((a, b) => Number(a.startsWith('-')) - Number(b.startsWith('-')));
  const transcript = JSON.parse(readFileSync(file!, 'utf8')) as Transcript;
  const options = flag === '--service-accounts' ? { serviceAccounts: true } : {};
  console.log(JSON.stringify({ rows: await runTranscript(transcript, options) }));
}
