/** Finds a container that runs, by what the API and the kubelets say of it. */
import type { ApiServer, Cluster, Pod } from '../../engine/index.ts';
import type { HttpAnswer, RunningContainer } from './container-host.ts';
import { contentsOf } from './images.ts';
import { answerPage } from './web-server.ts';

/** The parts of a cluster that one can only see from inside of it. */
export type Inside = Pick<Cluster, 'containers' | 'dns'>;

/** DNS address of kubeadm's clusters: the tenth address for Services. */
const nameserver = '10.96.0.10';

/** @param inside Of the cluster there is now. */
export function findContainer(
  api: ApiServer,
  inside: () => Inside,
  at: { readonly namespace: string; readonly pod: string; readonly container: string },
): RunningContainer | undefined {
  const { namespace, container: name } = at;
  const pod = api.get('pods', at.pod, namespace);
  const container = [...(pod?.spec.containers ?? []), ...(pod?.spec.initContainers ?? [])].find((c) => c.name === name);
  if (pod === undefined || container === undefined) return undefined;
  const { uid } = pod.metadata;
  const runId = inside().containers.runId(uid, name);
  if (runId === undefined) return undefined;
  return {
    image: container.image ?? '',
    hostname: hostnameOf(pod),
    namespace,
    address: pod.status.podIP ?? '',
    env: environmentOf(pod, inside().containers.environment(uid, name) ?? new Map()),
    workingDirectory: container.workingDir ?? '/',
    running: () => inside().containers.runId(uid, name) === runId,
    files: () => inside().containers.files(uid, name) ?? noFiles,
    change: (change) => inside().containers.changeFile(uid, name, change),
    lookup: (asked, type) => inside().dns.lookup(asked, namespace, type),
    query: (asked, type) => inside().dns.query(asked, type),
    nameserver,
    request: (address, port, path) => request(api, inside(), pod, { address, port, path }),
  };
}

const noFiles = { read: () => undefined, list: () => undefined };
/** With the network of its node, a Pod has its name as well. */
const hostnameOf = ({ spec, metadata }: Pod): string =>
  spec.hostNetwork ? (spec.nodeName ?? '') : (spec.hostname ?? metadata.name);

interface Target {
  readonly address: string;
  readonly port: number;
  readonly path: string;
}

function request(api: ApiServer, inside: Inside, from: Pod, target: Target): HttpAnswer | 'refused' | 'unreachable' {
  const { address, port, path } = target;
  const own = address === 'localhost' || address.startsWith('127.') || address === from.status.podIP;
  const [pod, onPort] = own ? [from, port] : behind(api, address, port);
  if (pod === undefined) return 'unreachable';
  for (const { name, image = '' } of pod.spec.containers) {
    const { web } = contentsOf(image);
    const files = inside.containers.files(pod.metadata.uid, name);
    if (files !== undefined && web?.port === onPort) return answerPage(files, web, path);
  }
  return 'refused';
}

/** The Pod with an address, or the first ready one that stands behind a Service's; and the port there. */
function behind(api: ApiServer, address: string, port: number): readonly [Pod | undefined, number] {
  const pods = api.list('pods').filter(({ status }) => status.phase === 'Running');
  const pod = pods.find(({ status }) => status.podIP === address);
  if (pod !== undefined) return [pod, port];
  const service = api.list('services').find(({ spec }) => spec.clusterIP === address);
  if (service === undefined) return [undefined, port];
  const { name, namespace } = service.metadata;
  const ready = api
    .list('endpointslices', { namespace })
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name)
    .flatMap((slice) => slice.endpoints)
    .find(({ conditions }) => conditions?.ready);
  const target = Number(service.spec.ports?.find((each) => each.port === port)?.targetPort ?? port);
  return [pods.find(({ status }) => status.podIP === ready?.addresses[0]), Number.isNaN(target) ? port : target];
}

/**
 * Returns the environment of a container: that of the runtime, overridden by image and Pod, and the kubelet's
 * variables.
 */
function environmentOf(pod: Pod, kubelet: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOSTNAME', hostnameOf(pod)],
    ...kubelet,
    ...(kubelet.has('HOME') ? [] : [['HOME', '/root']]),
  ]) as Record<string, string>;
}
