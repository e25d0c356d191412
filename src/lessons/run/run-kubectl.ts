/** Runs kubectl commands for lessons: on a cluster whose time advances, or at a moment. */
import { type ApiServer, type Cluster, StatusError } from '../../engine/index.ts';
import { type BoundedCluster, passTime, stepWithin } from './bounded-time.ts';
import type { KubectlEnvironment } from '../../kubectl/index.ts';
import { type Files, type Printed, runCommand } from '../../kubectl/run-command.ts';

/**
 * Runs a command to its end while time passes in the cluster.
 * @throws TooMuchWork
 */
export function runKubectl(line: string, bounded: BoundedCluster, files: Files = {}): Printed {
  const { cluster } = bounded;
  const wait = (until: number | undefined): boolean => {
    const due = cluster.nextTaskAt();
    if (until === undefined || (due !== undefined && due <= until)) return stepWithin(bounded);
    passTime(bounded, until);
    return true;
  };
  return runCommand(line, { api: cluster.api, cluster, files, logs: logsOf(cluster), wait });
}

/** Returns the output of a cluster's containers. */
export function logsOf({ containers }: Cluster): KubectlEnvironment['logs'] {
  return (pod, container, previous) => containers.logs(pod.metadata.uid, container, previous) ?? [];
}

const readOnly = (): never => {
  throw new StatusError('MethodNotAllowed', 'a condition only looks: it changes nothing');
};

/** Runs a command at a moment: it changes nothing, and a command that would wait fails at once. */
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
    create: readOnly,
    update: readOnly,
    updateStatus: readOnly,
    patch: readOnly,
    delete: readOnly,
    evictPod: readOnly,
  };
  return runCommand(line, { api, cluster, files: {}, logs, wait: () => false });
}
