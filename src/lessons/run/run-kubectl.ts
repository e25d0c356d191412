/** Runs kubectl commands for lessons: on a cluster whose time moves on, or on a moment that stands still. */
import { type ApiServer, type Cluster, StatusError } from '../../engine/index.ts';
import { type BoundedCluster, passTime, stepWithin } from './bounded-time.ts';
import { kubectl, type KubectlEnvironment } from '../../kubectl/index.ts';
import { wordsOf } from '../../kubectl/text/command-words.ts';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Text files that a command may read, by name. */
export type Files = Readonly<Record<string, string>>;

interface Place {
  readonly api: ApiServer;
  readonly cluster: Pick<Cluster, 'now' | 'history'>;
  readonly files: Files;
  readonly logs: KubectlEnvironment['logs'];
  /** Lets time pass until something changes or the time (virtual ms) has come. False where nothing will. */
  readonly wait: (until: number | undefined) => boolean;
}

/** Most times that one command may wait. */
const maxWaits = 20_000;

/** Runs a command line that needs no shell. */
function run(line: string, { api, cluster, files, logs, wait }: Place): Printed {
  const words = wordsOf(line);
  if (words?.[0] !== 'kubectl') return { stdout: '', stderr: `${line}: not a kubectl command\n`, exit: 127 };
  const printed = { stdout: '', stderr: '' };
  const env: KubectlEnvironment = {
    api,
    cluster,
    actor: { name: 'user', reason: `kubectl ${words[1] ?? ''}`.trim() },
    config: {},
    stdin: '',
    readFile: (path) => files[path],
    readDirectory: () => undefined,
    resolvePath: (path) => path,
    warn: (text) => void (printed.stderr += text),
    ...(logs !== undefined && { logs }),
  };
  const command = kubectl(words.slice(1), env);
  for (let waits = 0; ;) {
    const next = command.next();
    if (next.done === true) return { ...printed, exit: next.value };
    const chunk = next.value;
    if (chunk === 'wait' || 'until' in chunk) {
      if (waits++ < maxWaits && wait(chunk === 'wait' ? undefined : chunk.until)) continue;
      command.return(1);
      return { ...printed, exit: 1 };
    }
    // Nobody sits at this machine: what asks for an editor or a terminal gets no answer, and says so.
    if ('request' in chunk) continue;
    printed.stdout += chunk.stdout ?? '';
    printed.stderr += chunk.stderr ?? '';
  }
}

/** Runs a command to its end, as time passes in the cluster. @throws TooMuchWork */
export function runKubectl(line: string, bounded: BoundedCluster, files: Files = {}): Printed {
  const { cluster } = bounded;
  const wait = (until: number | undefined): boolean => {
    const due = cluster.nextTaskAt();
    if (until === undefined || (due !== undefined && due <= until)) return stepWithin(bounded);
    passTime(bounded, until);
    return true;
  };
  return run(line, { api: cluster.api, cluster, files, logs: logsOf(cluster), wait });
}

/** Returns what a cluster's containers have printed. */
export function logsOf({ containers }: Cluster): KubectlEnvironment['logs'] {
  return (pod, container, previous) => containers.logs(pod.metadata.uid, container, previous) ?? [];
}

const readOnly = (): never => {
  throw new StatusError('MethodNotAllowed', 'a condition only looks: it changes nothing');
};

/** Runs a command on a moment: it changes nothing, and what would wait fails at once. */
export function askKubectl(
  line: string,
  objects: Pick<ApiServer, 'get' | 'list'>,
  cluster: Pick<Cluster, 'now' | 'history'>,
  logs?: KubectlEnvironment['logs'],
): Printed {
  const api: ApiServer = {
    get: (...args) => objects.get(...args),
    list: (...args) => objects.list(...args),
    managedFields: () => [],
    ...{ create: readOnly, update: readOnly, updateStatus: readOnly, patch: readOnly },
    ...{ delete: readOnly, evictPod: readOnly },
  };
  return run(line, { api, cluster, files: {}, logs, wait: () => false });
}
