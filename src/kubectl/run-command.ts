/** Runs kubectl commands where no shell is: on a cluster whose time moves on, or on a moment that stands still. */
import { type ApiServer, type Cluster, StatusError } from '../engine/index.ts';
import type { KubectlEnvironment } from './command.ts';
import { kubectl } from './kubectl.ts';
import { wordsOf } from './text/command-words.ts';

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

/**
 * Runs a command to its end, as time passes in the cluster.
 * @param patient False: a command that waits gives up when nothing more will come.
 */
export function runKubectl(line: string, cluster: Cluster, files: Files = {}, patient = true): Printed {
  const wait = (until: number | undefined): boolean => {
    const due = cluster.nextTaskAt();
    if (!patient && until === undefined && cluster.atRest()) return false;
    if (until !== undefined && (due === undefined || due > until)) cluster.advanceTo(Math.max(until, cluster.now()));
    else return cluster.step();
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
