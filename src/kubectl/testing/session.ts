/** kubectl at work in tests: command lines, and a cluster that moves on while they wait. */
import { type Cluster, type ClusterOptions, createCluster } from '../../engine/index.ts';
import { type Answer, kubectl, type KubectlEnvironment, type Request } from '../index.ts';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

export interface KubectlSession {
  readonly cluster: Cluster;
  readonly files: Record<string, string>;
  /** Runs a command line without its `kubectl`, to its end. */
  run(line: string, stdin?: string): Printed;
  /** {@link run}, and all that follows from it. */
  settled(line: string, stdin?: string): Printed;
}

interface SessionOptions extends Pick<Partial<KubectlEnvironment>, 'config'> {
  /** Answers requests to the machine; none are answered when it is absent. */
  readonly answer?: (request: Request) => Answer | undefined;
}

/** The directory that the files are in. */
const home = '/home/lab';
const relative = (path: string): string => (path === home || path === '.' ? '' : path.replace(`${home}/`, ''));

export function newSession(
  files: Record<string, string> = {},
  options: ClusterOptions & SessionOptions = {},
): KubectlSession {
  const cluster = createCluster(options);
  const env = (stdin: string, warn: (text: string) => void): KubectlEnvironment => ({
    api: cluster.api,
    cluster,
    actor: { name: 'user', reason: 'test' },
    config: options.config ?? {},
    stdin,
    readFile: (path) => files[relative(path)],
    readDirectory: (path) => {
      const directory = relative(path).replace(/\/$/, '');
      const inside = Object.keys(files).filter((name) => directory === '' || name.startsWith(`${directory}/`));
      return inside.length === 0 ? undefined : inside;
    },
    resolvePath: (path) => `${home}/${path}`.replace(/\/\.(?=\/|$)/g, ''),
    warn,
    logs: (pod, container, previous) => cluster.containers.logs(pod.metadata.uid, container, previous) ?? [],
  });
  const run = (line: string, stdin = ''): Printed => {
    const printed = { stdout: '', stderr: '' };
    const command = kubectl(
      splitWords(line),
      env(stdin, (text) => (printed.stderr += text)),
    );
    let answer: Answer | undefined;
    for (let waits = 0; ;) {
      const next = command.next(answer);
      answer = undefined;
      if (next.done) return { ...printed, exit: next.value };
      const chunk = next.value;
      if (typeof chunk === 'object' && 'request' in chunk) {
        answer = options.answer?.(chunk.request);
        continue;
      }
      if (typeof chunk === 'object' && !('until' in chunk)) {
        printed.stdout += chunk.stdout ?? '';
        printed.stderr += chunk.stderr ?? '';
        continue;
      }
      if (++waits > 10_000) throw new Error(`${line}: waits for ever`);
      const due = cluster.nextTaskAt();
      const until = chunk === 'wait' ? undefined : chunk.until;
      if (until !== undefined && (due === undefined || due > until)) cluster.advanceTo(until);
      else if (!cluster.step()) throw new Error(`${line}: waits for what never comes`);
    }
  };
  const settled = (line: string, stdin?: string): Printed => {
    const printed = run(line, stdin);
    cluster.settle();
    return printed;
  };
  return { cluster, files, run, settled };
}

/** As a shell does, without its expansions. */
const splitWords = (line: string): readonly string[] =>
  [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));

/**
 * Runs the commands of a script, lines after `$`, and gives back the script with what was printed: stdout as it is,
 * stderr behind `! `, and between brackets an exit code that is not 0. The cluster comes to rest after each command.
 */
export function play(session: KubectlSession, script: string): string {
  const lines = script.split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []));
  return lines
    .map((line) => {
      const { stdout, stderr, exit } = session.settled(line);
      const said = stdout
        .replace(/\n$/, '')
        .split('\n')
        .filter((text, i) => i > 0 || text !== '');
      const complained = stderr
        .split('\n')
        .slice(0, -1)
        .map((text) => `! ${text}`);
      return [`$ ${line}`, ...said, ...complained, ...(exit === 0 ? [] : [`[${exit}]`])].join('\n');
    })
    .join('\n');
}

/** A script as it stands in a test, without the indentation that the test gives it. */
export function script(text: TemplateStringsArray): string {
  const lines = text.raw[0]!.split('\n').slice(1, -1);
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length));
  return lines.map((line) => line.slice(indent)).join('\n');
}
