/** Finds a container that runs, by what the API and the kubelets say of it. */
import { type ApiServer, type Cluster, podContainers, type ProgramHost } from '../../engine/index.ts';
import { programHost } from '../../engine/programs/index.ts';

/** The parts of a cluster that one can only see from inside of it. */
export type Inside = Pick<Cluster, 'containers' | 'dns'>;

/** One container that runs. It is over when the container ends; a restart makes another one. */
export interface RunningContainer extends ProgramHost {
  /** It is still the one that was found. */
  running(): boolean;
}

/** @param inside Of the cluster there is now. */
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
