/** The environment of a container, from the state of the API server and the kubelets. */
import type { Container, Pod } from '../api/types.ts';
import type { ObjectView } from '../apiserver/api.ts';
import { contentsOf } from './image-contents.ts';
import type { HttpAnswer, Inside, ProgramHost } from './program-host.ts';
import { answerPage } from './web-server.ts';

/** The DNS address of kubeadm's clusters: the tenth address for Services. */
const nameserver = '10.96.0.10';
const noFiles = { read: () => undefined, list: () => undefined };

/** @param inside Returns the current state of the cluster. */
export function programHost(view: ObjectView, inside: () => Inside, pod: Pod, container: Container): ProgramHost {
  const { uid, namespace = '' } = pod.metadata;
  const { name } = container;
  return {
    image: container.image ?? '',
    hostname: hostnameOf(pod),
    namespace,
    address: pod.status.podIP ?? '',
    env: environmentOf(pod, inside().containers.environment(uid, name) ?? new Map()),
    workingDirectory: container.workingDir ?? '/',
    files: () => inside().containers.files(uid, name) ?? noFiles,
    change: (change) => inside().containers.changeFile(uid, name, change),
    lookup: (asked, type) => inside().dns.lookup(asked, namespace, type),
    query: (asked, type) => inside().dns.query(asked, type),
    nameserver,
    request: (address, port, path) => request(view, inside(), pod, { address, port, path }),
    listens: (address, port) => {
      const [target, onPort] = reached(view, pod, address, port);
      return target !== undefined && inside().containers.listens(target.metadata.uid, onPort);
    },
  };
}

/** With hostNetwork, a Pod has the node's hostname. */
const hostnameOf = ({ spec, metadata }: Pod): string =>
  spec.hostNetwork ? (spec.nodeName ?? '') : (spec.hostname ?? metadata.name);

interface Target {
  readonly address: string;
  readonly port: number;
  readonly path: string;
}

function request(
  view: ObjectView,
  { containers }: Inside,
  from: Pod,
  target: Target,
): ReturnType<ProgramHost['request']> {
  const [pod, port] = reached(view, from, target.address, target.port);
  if (pod === undefined) return 'unreachable';
  if (!containers.listens(pod.metadata.uid, port)) return 'refused';
  for (const { name, image = '' } of pod.spec.containers) {
    const { web } = contentsOf(image);
    const files = containers.files(pod.metadata.uid, name);
    if (files !== undefined && web?.port === port) return answerPage(files, web, target.path) satisfies HttpAnswer;
  }
  return 'refused';
}

/** Returns the Pod behind an address and a port, as seen from another Pod, and the port there. */
function reached(view: ObjectView, from: Pod, address: string, port: number): readonly [Pod | undefined, number] {
  const own = address === 'localhost' || address.startsWith('127.') || address === from.status.podIP;
  return own ? [from, port] : behind(view, address, port);
}

/** Returns the Pod with an address, or the first ready Pod of the Service with it, and the port there. */
function behind(view: ObjectView, address: string, port: number): readonly [Pod | undefined, number] {
  const pods = view.list('pods').filter(({ status }) => status.phase === 'Running');
  const pod = pods.find(({ status }) => status.podIP === address);
  if (pod !== undefined) return [pod, port];
  const service = view.list('services').find(({ spec }) => spec.clusterIP === address);
  if (service === undefined) return [undefined, port];
  const { name, namespace } = service.metadata;
  const ready = view
    .list('endpointslices', { namespace: namespace! })
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name)
    .flatMap((slice) => slice.endpoints)
    .find(({ conditions }) => conditions?.ready);
  const target = Number(service.spec.ports?.find((each) => each.port === port)?.targetPort ?? port);
  return [pods.find(({ status }) => status.podIP === ready?.addresses[0]), Number.isNaN(target) ? port : target];
}

/** Returns the environment of a container: that of the runtime, and the kubelet's variables. */
function environmentOf(pod: Pod, kubelet: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOSTNAME', hostnameOf(pod)],
    ...kubelet,
    ...(kubelet.has('HOME') ? [] : [['HOME', '/root']]),
  ]) as Record<string, string>;
}
