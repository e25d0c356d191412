/**
 * Runs the commands of recorded transcripts in the lab's shell: `npm run --silent transcript -- FILE` prints
 * `{"rows": [{"stdout", "stderr", "exit"}, …]}`, a row for each recorded one.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Bash, decodeBytesToUtf8, defineCommand, type ExecResult, type IFileSystem } from 'just-bash';
import { type Cluster, createCluster, isWrite, type ResourceName } from '../src/engine/index.ts';
import { standIn } from '../src/engine/testing/trace.ts';
import { kubectl, type KubectlEnvironment, type Run } from '../src/kubectl/index.ts';

export interface TranscriptRow {
  readonly command?: string;
  readonly stdout?: string;
  /** A command that watches while another one runs. */
  readonly watch?: string;
  readonly while?: string;
}

export interface Transcript {
  readonly files: Readonly<Record<string, string>>;
  readonly rows: readonly TranscriptRow[];
}

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

const home = '/home/user';
/** Virtual ms that a person, or the recorder, needs for the next command. */
const betweenCommands = 100;
const actor = { name: 'user', reason: 'kubectl' };

export async function runTranscript(transcript: Transcript): Promise<readonly Answer[]> {
  const machine = new Machine(transcript.files);
  const answers: Answer[] = [];
  for (const [i, row] of transcript.rows.entries()) {
    machine.restartedAt = restartTime(transcript.rows, i);
    answers.push(await machine.run(row, isTrial(transcript.rows, i)));
  }
  return answers;
}

/**
 * Files that were applied and then created, to see what is said of them: in the recordings, what came of each was
 * removed before the next.
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
 * When a restart was recorded, by kubectl's own clock: the time goes into the template, and so into the names of what
 * comes of it. Later rows show it.
 */
function restartTime(rows: readonly TranscriptRow[], i: number): string | undefined {
  if (!/^kubectl rollout restart /.test(rows[i]?.command ?? '')) return undefined;
  const shown = rows.slice(i).flatMap(({ stdout = '' }) => /restartedAt: "?([\dT:Z-]+)/.exec(stdout)?.[1] ?? []);
  return shown[0];
}

/** A cluster, and a shell beside it. */
class Machine {
  restartedAt: string | undefined;
  readonly #cluster: Cluster = createCluster({ kubelet: standIn });
  readonly #config: KubectlEnvironment['config'] = {};
  readonly #bash: Bash;
  /** What `kubectl … -w` runs beside the shell. */
  #watch: Running | undefined;

  constructor(files: Transcript['files']) {
    this.#bash = new Bash({
      cwd: home,
      files: Object.fromEntries(Object.entries(files).map(([name, text]) => [`${home}/${name}`, text])),
      customCommands: [
        defineCommand('kubectl', async (args, { stdin, fs, cwd }) => {
          const environment = await this.#environment(args, decodeBytesToUtf8(stdin), fs, cwd);
          const running = new Running(kubectl(args, environment));
          this.#drive(running);
          return { stdout: running.stdout, stderr: running.stderr, exitCode: running.exit ?? 1 };
        }),
      ],
    });
  }

  /** @param trial What the row creates is deleted soon after. */
  async run(row: TranscriptRow, trial: boolean): Promise<Answer> {
    const from = this.#cluster.history.length;
    if (row.watch === undefined) {
      const answer = await this.#execute(row.command!);
      if (trial) this.#undoCreations(from);
      this.#settle();
      return answer;
    }
    const [, ...args] = words(row.watch);
    const watch = new Running(kubectl(args, await this.#environment(args, '', this.#bash.fs, home)));
    watch.resume(this.#cluster.now());
    this.#watch = watch;
    await this.#execute(row.while!);
    this.#settle();
    this.#watch = undefined;
    return { stdout: watch.stdout, stderr: watch.stderr, exit: 0 };
  }

  async #execute(command: string): Promise<Answer> {
    const { stdout, stderr, exitCode }: ExecResult = await this.#bash.exec(command);
    return { stdout, stderr, exit: exitCode };
  }

  #settle(): void {
    while (!this.#cluster.atRest()) this.#step();
  }

  #undoCreations(from: number): void {
    const { api, history } = this.#cluster;
    this.#cluster.advanceTo(this.#cluster.now() + betweenCommands);
    for (const record of history.slice(from)) {
      if (!isWrite(record) || record.type !== 'ADDED' || record.actor.name !== actor.name) continue;
      const { name, namespace } = record.object.metadata;
      api.delete(record.resource as ResourceName, name, namespace, actor);
    }
  }

  /** Goes on with a command whenever what it waits for may have come. */
  #drive(running: Running): void {
    running.resume(this.#cluster.now());
    // A command that nothing in the cluster can end is given up, as a person would.
    for (let steps = 0; running.exit === undefined && steps < 100_000; steps++) {
      const due = this.#cluster.nextTaskAt();
      const { until } = running;
      if (until !== undefined && (due === undefined || due > until)) this.#cluster.advanceTo(until);
      else if (!this.#step()) return;
      running.resume(this.#cluster.now());
    }
  }

  #step(): boolean {
    const ran = this.#cluster.step();
    this.#watch?.resume(this.#cluster.now());
    return ran;
  }

  async #environment(
    args: readonly string[],
    stdin: string,
    fs: IFileSystem,
    cwd: string,
  ): Promise<KubectlEnvironment> {
    const files = await namedFiles(args, fs, cwd);
    const { restartedAt } = this;
    return {
      ...(restartedAt !== undefined && { clock: () => restartedAt }),
      api: this.#cluster.api,
      cluster: this.#cluster,
      actor,
      config: this.#config,
      stdin,
      readFile: (path) => files.get(path),
      readDirectory: () => undefined,
    };
  }
}

/** A command on its way. */
class Running {
  stdout = '';
  stderr = '';
  exit: number | undefined;
  until: number | undefined;
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  resume(now: number): void {
    if (this.exit !== undefined) return;
    for (;;) {
      const next = this.#run.next();
      if (next.done === true) {
        this.exit = next.value;
        return;
      }
      const chunk = next.value;
      this.until = undefined;
      if (chunk === 'wait') return;
      if ('until' in chunk) {
        this.until = Math.max(chunk.until, now);
        return;
      }
      this.stdout += chunk.stdout ?? '';
      this.stderr += chunk.stderr ?? '';
    }
  }
}

/** The files that the words of a command line name. */
async function namedFiles(args: readonly string[], fs: IFileSystem, cwd: string): Promise<ReadonlyMap<string, string>> {
  const paths = args.flatMap((arg) => [arg, arg.replace(/^-f=?/, ''), arg.slice(arg.indexOf('=') + 1)]);
  const files = new Map<string, string>();
  for (const path of new Set(paths.flatMap((path) => path.split(',')))) {
    const full = fs.resolvePath(cwd, path);
    if (path !== '' && (await fs.exists(full)) && (await fs.stat(full)).isFile) {
      files.set(path, await fs.readFile(full));
    }
  }
  return files;
}

/** The words of a simple command line. */
const words = (line: string): readonly string[] =>
  [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const transcript = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Transcript;
  console.log(JSON.stringify({ rows: await runTranscript(transcript) }));
}
