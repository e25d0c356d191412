/** Keeps the EndpointSlice of each Service with a selector: which Pods answer for it, and in what condition. */
// Models kubernetes/pkg/controller/endpointslice
// Differs: one slice a Service, however many endpoints.
import { labelsMatch } from '../../api/labels.ts';
import type { Endpoint, EndpointSlice, Labels, Pod, Service } from '../../api/types.ts';
import { equal } from '../../apiserver/values.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../component.ts';
import { latency } from '../latencies.ts';
import { newControllerRef } from '../statefulset/stateful-set-utils.ts';

const actor = { name: 'endpointslice-controller', reason: 'SyncEndpoints' };
export const serviceNameLabel = 'kubernetes.io/service-name';
const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
const headlessLabel = 'service.kubernetes.io/headless';

const isReady = (pod: Pod): boolean =>
  pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;

export class EndpointSliceController implements Component {
  readonly name = 'endpointslice';

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    services: ({ object }: Write): void => this.#wake(object as Service),
    pods: ({ object, previous }: Write): void => {
      for (const service of this.context.store.inNamespace('services', object.metadata.namespace!)) {
        const selects = (labels: Labels | undefined): boolean =>
          service.spec.selector !== undefined && labelsMatch(service.spec.selector, labels);
        if (selects(object.metadata.labels) || selects(previous?.metadata.labels)) this.#wake(service);
      }
    },
  };

  #wake(service: Service): void {
    const { namespace, name } = service.metadata;
    this.context.clock.schedule(this.name, `${namespace}/${name}`, latency.endpointSliceSync);
  }

  run(key: string): void {
    const { api, store } = this.context;
    const { namespace, name } = splitKey(key);
    const service = store.get('services', name, namespace);
    if (service?.spec.selector === undefined || service.spec.type === 'ExternalName') return;
    const pods = [...store.inNamespace('pods', namespace)].filter((p) =>
      labelsMatch(service.spec.selector!, p.metadata.labels),
    );
    const endpoints = pods.flatMap((pod) => endpointOf(pod, service) ?? []).sort(byPodName);
    const ports = (service.spec.ports ?? []).map((p) => ({
      ...(p.name !== undefined && { name: p.name }),
      port: targetPort(p.targetPort ?? p.port, pods[0]) ?? p.port,
      protocol: p.protocol ?? 'TCP',
    }));
    const existing = store
      .controlledBy('EndpointSlice', service.metadata.uid)
      .find((s) => s.metadata.labels?.[serviceNameLabel] === name);
    const labels = {
      ...service.metadata.labels,
      [managedByLabel]: 'endpointslice-controller.k8s.io',
      [serviceNameLabel]: name,
      ...(service.spec.clusterIP === 'None' && { [headlessLabel]: '' }),
    };
    const content = { addressType: 'IPv4', endpoints, ports };
    if (existing === undefined) {
      const metadata = { generateName: `${name}-`, namespace, labels, ownerReferences: [newControllerRef(service)] };
      api.create({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, ...content }, actor);
    } else if (!equal({ endpoints: existing.endpoints, ports: existing.ports }, { endpoints, ports })) {
      api.update({ ...existing, metadata: { ...existing.metadata, labels }, ...content } as EndpointSlice, actor);
    }
  }
}

/** web-2 before web-10. */
const byPodName = (a: Endpoint, b: Endpoint): number => {
  const [x, y] = [a.targetRef?.name ?? '', b.targetRef?.name ?? ''];
  return x.length - y.length || (x < y ? -1 : 1);
};

/** A port given by name stands for the container port of that name. */
function targetPort(port: string | number, pod: Pod | undefined): number | undefined {
  if (typeof port === 'number') return port;
  return pod?.spec.containers.flatMap((c) => c.ports ?? []).find((p) => p.name === port)?.containerPort;
}

/** The Pod as an endpoint of the Service; undefined while it has no address, and once it has finished. */
export function endpointOf(pod: Pod, service: Service): Endpoint | undefined {
  const { podIP, phase } = pod.status;
  if (!podIP || phase === 'Failed' || phase === 'Succeeded') return undefined;
  const { name, namespace, uid, deletionTimestamp } = pod.metadata;
  const serving = isReady(pod);
  const terminating = deletionTimestamp !== undefined;
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const named = pod.spec.hostname !== undefined && pod.spec.subdomain === service.metadata.name;
  return {
    addresses: [podIP],
    conditions: { ready, serving, terminating },
    ...(named && { hostname: pod.spec.hostname }),
    nodeName: pod.spec.nodeName!,
    targetRef: { kind: 'Pod', name, namespace: namespace!, uid },
  };
}
