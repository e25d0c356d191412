/** In-place resize: checks if a node has room for the new resources of a running Pod. */
// Models kubernetes/pkg/kubelet/allocation/allocation_manager.go and pkg/kubelet/events/resize.go
import { amounts, podRequests } from '../api/pod-requests.ts';
import type { Container, Pod } from '../api/types.ts';
import type { ObjectStore } from '../apiserver/object-store.ts';
import { placeOf } from './environment/downward-api.ts';

/** The reason why the containers keep their resources: `Infeasible` is final, `Deferred` waits for room. */
export interface PendingResize {
  readonly reason: 'Infeasible' | 'Deferred';
  readonly message: string;
  /** The generation of the Pod that requests it. */
  readonly generation: number | undefined;
}

/** Returns the message of an Event about a resize: its step, and the containers' new resources. */
export function resizeMessage({ metadata, spec }: Pod, step: string, error?: string): string {
  const summaries = (containers: readonly Container[] = []): readonly object[] | undefined =>
    containers.length === 0
      ? undefined
      : containers.map(({ name, resources }) => ({ name, resources: given(resources) }));
  const summary = {
    initContainers: summaries(spec.initContainers),
    containers: summaries(spec.containers),
    generation: metadata.generation,
    error,
  };
  return `Pod resize ${step}: ${JSON.stringify(summary)}`;
}

function given({ limits, requests }: Container['resources'] & {} = {}): object {
  const sorted = (quantities: object = {}): object | undefined => {
    const entries = Object.entries(quantities).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  };
  return { limits: sorted(limits), requests: sorted(requests) };
}

/** Cpu in thousandths, memory in bytes. */
const inUnits = { cpu: 1, memory: 1000 };

export function resizeProblem(pod: Pod, store: ObjectStore): PendingResize | undefined {
  const node = pod.spec.nodeName!;
  const { generation } = pod.metadata;
  const capacity = amounts(placeOf(store, node, '').allocatable);
  const asked = podRequests(pod.spec);
  const others = store
    .list('pods')
    .filter(({ metadata, spec, status: { phase } }) => {
      return spec.nodeName === node && metadata.uid !== pod.metadata.uid && phase !== 'Failed' && phase !== 'Succeeded';
    })
    .map(({ spec }) => podRequests(spec));
  for (const [name, unit] of Object.entries(inUnits)) {
    const [has, wants] = [(capacity.get(name) ?? 0) / unit, (asked.get(name) ?? 0) / unit];
    if (wants > has) {
      const message = `Node didn't have enough capacity: ${name}, requested: ${wants}, capacity: ${has}`;
      return { reason: 'Infeasible', message, generation };
    }
  }
  for (const [name, unit] of Object.entries(inUnits)) {
    const [has, wants] = [(capacity.get(name) ?? 0) / unit, (asked.get(name) ?? 0) / unit];
    const used = others.reduce((sum, requests) => sum + (requests.get(name) ?? 0), 0) / unit;
    if (wants > 0 && used + wants > has) {
      const message = `Node didn't have enough resource: ${name}, requested: ${wants}, used: ${used}, capacity: ${has}`;
      return { reason: 'Deferred', message, generation };
    }
  }
  return undefined;
}
