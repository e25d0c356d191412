/**
 * Updates the EndpointSlices of each Service with a selector. It processes only changed Pods, so that the cost of a
 * change does not depend on the number of endpoints.
 */
// Models kubernetes/pkg/controller/endpointslice
import { labelsMatch } from '../../api/labels.ts';
import type { EndpointSlice, Labels, Service } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import { newControllerRef } from '../statefulset/stateful-set-utils.ts';
import { endpointOf, endpointPorts } from './endpoint.ts';
import { TriggerTimes } from './trigger-times.ts';
import { reconcileSlices, type SliceDraft, type Wanted } from './reconcile-slices.ts';

const actor = { name: 'endpointslice-controller', reason: 'SyncEndpoints' };
export const serviceNameLabel = 'kubernetes.io/service-name';
const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
const headlessLabel = 'service.kubernetes.io/headless';
/** The time of the change that led to a write of a slice. */
const triggerAnnotation = 'endpoints.kubernetes.io/last-change-trigger-time';

/** The slices of a Service, and the Pods whose endpoints may differ from them. */
interface Tracked {
  readonly service: Service;
  /** Its slices by name, as they were last written. */
  readonly slices: Map<string, EndpointSlice>;
  /** The name of the slice with a Pod's endpoint, by the Pod's name. */
  readonly sliceOf: Map<string, string>;
  readonly changedPods: Set<string>;
}

export class EndpointSliceController implements Component {
  readonly name = 'endpointslice';
  /** By the Service's key. A Service that is absent here is processed as a whole. */
  readonly #tracked = new Map<string, Tracked>();
  readonly #triggers = new TriggerTimes();

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    services: ({ object }: WatchedWrite): void => this.#wake(object as Service),
    pods: ({ object, previous }: WatchedWrite): void => {
      for (const service of this.context.store.inNamespace('services', object.metadata.namespace!)) {
        const selects = (labels: Labels | undefined): boolean =>
          service.spec.selector !== undefined && labelsMatch(service.spec.selector, labels);
        if (!selects(object.metadata.labels) && !selects(previous?.metadata.labels)) continue;
        this.#tracked.get(keyOf(service))?.changedPods.add(object.metadata.name);
        this.#wake(service);
      }
    },
    endpointslices: ({ object, actor: { name } }: WatchedWrite): void => {
      const { namespace, labels } = object.metadata;
      const serviceName = labels?.[serviceNameLabel];
      if (name === actor.name || serviceName === undefined) return;
      // Another client has changed a slice.
      this.#tracked.delete(`${namespace}/${serviceName}`);
      const service = this.context.store.get('services', serviceName, namespace);
      if (service !== undefined) this.#wake(service);
    },
  };

  #wake(service: Service): void {
    this.context.clock.schedule(this.name, keyOf(service), latency.endpointSliceSync);
  }

  run(key: string): void {
    const { store, api } = this.context;
    const { namespace, name } = splitKey(key);
    const service = store.get('services', name, namespace);
    if (service?.spec.selector === undefined || service.spec.type === 'ExternalName') {
      this.#tracked.delete(key);
      this.#triggers.forget(key);
      return;
    }
    let tracked = this.#tracked.get(key);
    const changed = tracked?.service !== service;
    if (tracked === undefined || changed) this.#tracked.set(key, (tracked = this.#track(service)));
    const { slices, sliceOf, changedPods } = tracked;
    const wanted = [...changedPods].sort(byLengthAndName).map((pod) => this.#wanted(service, pod));
    const trigger = this.#triggers.next(
      service,
      wanted.flatMap(({ pod }) => store.get('pods', pod, namespace) ?? []),
    );
    changedPods.clear();
    const { write, remove } = reconcileSlices([...slices.values()], wanted, (pod) =>
      slices.get(sliceOf.get(pod) ?? ''),
    );
    for (const { pod, endpoint } of wanted) if (endpoint === undefined) sliceOf.delete(pod);
    for (const draft of write) remember(tracked, this.#write(service, draft, trigger));
    for (const { metadata } of remove) {
      slices.delete(metadata.name);
      api.delete('endpointslices', metadata.name, namespace, actor);
    }
    if (changed) this.#relabel(tracked);
  }

  /** After a change of the Service, process each Pod that it selects or selected. */
  #track(service: Service): Tracked {
    const { store } = this.context;
    const { name, namespace, uid } = service.metadata;
    const tracked: Tracked = { service, slices: new Map(), sliceOf: new Map(), changedPods: new Set() };
    for (const slice of store.controlledBy('endpointslices', uid)) {
      if (slice.metadata.labels?.[serviceNameLabel] === name) remember(tracked, slice);
    }
    for (const pod of tracked.sliceOf.keys()) tracked.changedPods.add(pod);
    for (const pod of store.inNamespace('pods', namespace!)) {
      if (labelsMatch(service.spec.selector!, pod.metadata.labels)) tracked.changedPods.add(pod.metadata.name);
    }
    return tracked;
  }

  #wanted(service: Service, name: string): Wanted {
    const pod = this.context.store.get('pods', name, service.metadata.namespace);
    const selected = pod !== undefined && labelsMatch(service.spec.selector!, pod.metadata.labels);
    if (!selected) return { pod: name, endpoint: undefined, ports: [] };
    return { pod: name, endpoint: endpointOf(pod, service), ports: endpointPorts(service, pod) };
  }

  #write(service: Service, { slice, ports, endpoints }: SliceDraft, trigger: string | undefined): EndpointSlice {
    const { name, namespace } = service.metadata;
    const labels = labelsOf(service);
    const { [triggerAnnotation]: _, ...others } = { ...slice?.metadata.annotations };
    const annotations = trigger === undefined ? others : { ...others, [triggerAnnotation]: trigger };
    if (slice !== undefined) {
      const metadata = { ...slice.metadata, labels, annotations };
      return this.context.api.update({ ...slice, metadata, endpoints, ports }, actor) as EndpointSlice;
    }
    const ownerReferences = [newControllerRef(service)];
    const metadata = { generateName: `${name}-`, namespace, labels, annotations, ownerReferences };
    const head = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType: 'IPv4' };
    return this.context.api.create({ ...head, endpoints, ports }, actor) as EndpointSlice;
  }

  /** The slices have the labels of their Service. */
  #relabel(tracked: Tracked): void {
    const labels = labelsOf(tracked.service);
    for (const slice of tracked.slices.values()) {
      if (equal(slice.metadata.labels, labels)) continue;
      const metadata = { ...slice.metadata, labels };
      remember(tracked, this.context.api.update({ ...slice, metadata }, actor) as EndpointSlice);
    }
  }
}

const keyOf = ({ metadata }: Service): string => `${metadata.namespace}/${metadata.name}`;

/** Sorts web-2 before web-10. */
const byLengthAndName = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : 1);

function remember({ slices, sliceOf }: Tracked, slice: EndpointSlice): void {
  const { name } = slice.metadata;
  slices.set(name, slice);
  for (const { targetRef } of slice.endpoints) sliceOf.set(targetRef?.name ?? '', name);
}

const labelsOf = (service: Service): Labels => ({
  ...service.metadata.labels,
  [managedByLabel]: 'endpointslice-controller.k8s.io',
  [serviceNameLabel]: service.metadata.name,
  ...(service.spec.clusterIP === 'None' && { [headlessLabel]: '' }),
});
