/** Finds a running container by the state in the API and in the kubelets. */
import { type ApiServer, type Cluster, podContainers, type ProgramHost } from '../../engine/index.ts';
import { programHost } from '../../engine/programs/index.ts';

/** The parts of a cluster that can be seen only from inside. */
export type Inside = Pick<Cluster, 'containers' | 'dns'>;

/** One running container. It is over when the container ends; a restart creates another one. */
export interface RunningContainer extends ProgramHost {
  /** Reports if it is still the same container. */
  running(): boolean;
}

/** @param inside Returns the current cluster from inside. */
export function findContainer(
  api: ApiServer,
  inside: () => Inside,
  at: { readonly namespace: string; readonly pod: string; readonly container: string },
): RunningContainer | undefined {
  const { namespace, container: name } = at;
  const pod = api.get('pods', at.pod, namespace);
  const container = pod && podContainers(pod).find((c) => c.name === name);
  if (pod === undefined || container === undefined) return undefined;
  const { uid } = pod.metadata;
  const runId = inside().containers.runId(uid, name);
  if (runId === undefined) return undefined;
  return {
    ...programHost(api, inside, pod, container),
    running: () => inside().containers.runId(uid, name) === runId,
  };
}
