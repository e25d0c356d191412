/**
 * Computes the slices to write after Pods of a Service have changed, from plain values. An endpoint stays in its slice.
 * New ones go into a slice that is written anyway, otherwise into the slice that they fill best, otherwise into a new
 * one.
 */
// Models kubernetes/staging/src/k8s.io/endpointslice/reconciler.go (reconcileByPortMapping, finalize)
import type { Endpoint, EndpointPort, EndpointSlice } from '../../api/types.ts';
import { equal } from '../../base/values.ts';

/** kube-controller-manager's --max-endpoints-per-slice. */
const maxEndpointsPerSlice = 100;

/** The desired endpoint of a Pod; absent if it should have none. */
export interface Wanted {
  readonly pod: string;
  readonly endpoint: Endpoint | undefined;
  /** Only Pods with the same port numbers share a slice. */
  readonly ports: readonly EndpointPort[];
}

/** A desired slice; without `slice`, it is created. */
export interface SliceDraft {
  readonly slice: EndpointSlice | undefined;
  readonly ports: readonly EndpointPort[];
  readonly endpoints: Endpoint[];
}

export interface SliceChanges {
  readonly write: readonly SliceDraft[];
  readonly remove: readonly EndpointSlice[];
}

const draftOf = (slice: EndpointSlice): SliceDraft => ({ slice, ports: slice.ports, endpoints: [...slice.endpoints] });

/** @param sliceOf Returns the slice with the Pod's endpoint. */
export function reconcileSlices(
  slices: readonly EndpointSlice[],
  pods: readonly Wanted[],
  sliceOf: (pod: string) => EndpointSlice | undefined,
): SliceChanges {
  const drafts = new Map<EndpointSlice, SliceDraft>();
  const added: Wanted[] = [];
  for (const want of pods) {
    const slice = sliceOf(want.pod);
    const stays = slice !== undefined && want.endpoint !== undefined && equal(slice.ports, want.ports);
    if (want.endpoint !== undefined && !stays) added.push(want);
    if (slice === undefined) continue;
    const { endpoints } = drafts.get(slice) ?? slice;
    const at = endpoints.findIndex((e) => e.targetRef?.name === want.pod);
    if (at < 0 || (stays && equal(endpoints[at], want.endpoint))) continue;
    const draft = drafts.get(slice) ?? draftOf(slice);
    draft.endpoints.splice(at, 1, ...(stays ? [want.endpoint!] : []));
    drafts.set(slice, draft);
  }
  const filled: SliceDraft[] = [];
  for (const { ports, endpoints } of groupByPorts(added)) {
    const samePorts = (s: EndpointSlice | SliceDraft): boolean => equal(s.ports, ports);
    const opened = [...drafts.values()].filter((d) => d.endpoints.length > 0 && samePorts(d));
    const untouched = slices.filter((s) => !drafts.has(s) && samePorts(s));
    filled.push(...place(endpoints, ports, opened, untouched));
  }
  return finalize(slices, [...drafts.values(), ...filled]);
}

function groupByPorts(added: readonly Wanted[]): { ports: readonly EndpointPort[]; endpoints: Endpoint[] }[] {
  const groups: { ports: readonly EndpointPort[]; endpoints: Endpoint[] }[] = [];
  for (const { ports, endpoint } of added) {
    const group = groups.find((g) => equal(g.ports, ports));
    if (group === undefined) groups.push({ ports, endpoints: [endpoint!] });
    else group.endpoints.push(endpoint!);
  }
  return groups;
}

/**
 * Adds new endpoints to slices.
 * @returns drafts that were not in `opened`.
 */
function place(
  endpoints: Endpoint[],
  ports: readonly EndpointPort[],
  opened: readonly SliceDraft[],
  untouched: readonly EndpointSlice[],
): readonly SliceDraft[] {
  const fill = (draft: SliceDraft): void => {
    draft.endpoints.push(...endpoints.splice(0, maxEndpointsPerSlice - draft.endpoints.length));
  };
  // The fullest first.
  for (const draft of [...opened].sort((a, b) => b.endpoints.length - a.endpoints.length)) fill(draft);
  const more: SliceDraft[] = [];
  while (endpoints.length > 0) {
    const slice = more.length === 0 ? getSliceToFill(untouched, endpoints.length) : undefined;
    const draft = slice === undefined ? { slice, ports, endpoints: [] } : draftOf(slice);
    fill(draft);
    more.push(draft);
  }
  return more;
}

/** Returns the slice that is fullest after adding all `count`; undefined if none has room for all. */
function getSliceToFill(slices: readonly EndpointSlice[], count: number): EndpointSlice | undefined {
  const room = (slice: EndpointSlice): number => maxEndpointsPerSlice - slice.endpoints.length - count;
  let best: EndpointSlice | undefined;
  for (const slice of slices) if (room(slice) >= 0 && (best === undefined || room(slice) < room(best))) best = slice;
  return best;
}

/** An empty slice is used for a new one, or deleted; the last one stays and shows that there are no endpoints. */
function finalize(slices: readonly EndpointSlice[], drafts: readonly SliceDraft[]): SliceChanges {
  const filled = drafts.filter((d) => d.endpoints.length > 0);
  const inUse = new Set(filled.map((d) => d.slice));
  const changed = new Set(drafts.map((d) => d.slice));
  const empty = slices.filter((s) => !inUse.has(s) && (changed.has(s) || s.endpoints.length === 0));
  if (filled.length === 0 && empty.length === slices.length) {
    const slice = empty.pop();
    const written = slice !== undefined && slice.endpoints.length === 0;
    return { write: written ? [] : [{ slice, ports: [], endpoints: [] }], remove: empty };
  }
  const write = filled.map((draft) => (draft.slice === undefined ? { ...draft, slice: empty.pop() } : draft));
  return { write, remove: empty };
}
