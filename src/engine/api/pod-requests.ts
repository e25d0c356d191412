/** Resource requests of a Pod: the sum of its containers, or more if its init containers need more. */
// Models kubernetes/staging/src/k8s.io/component-helpers/resource/helpers.go (PodRequests)
import { parseQuantity } from './quantity.ts';
import type { Container, PodSpec } from './types.ts';

/** In thousandths: 500 for `500m`, 1000 for `1`. */
export type ResourceAmounts = ReadonlyMap<string, number>;

type Quantities = Readonly<Record<string, string | number>>;

/** Objects are immutable, so the list of a node is computed once. */
const known = new WeakMap<object, ResourceAmounts>();

export function amounts(quantities: object | undefined): ResourceAmounts {
  if (quantities === undefined) return new Map();
  let read = known.get(quantities);
  if (read === undefined) {
    const inThousandths = (q: string | number): number => Math.ceil(Number(parseQuantity(q)?.nanos ?? 0n) / 1e6);
    read = new Map(Object.entries(quantities as Quantities).map(([name, q]) => [name, inThousandths(q)]));
    known.set(quantities, read);
  }
  return read;
}

/** Adds `more` to `sum`, `times` times; -1 subtracts it. */
export function addAmounts(sum: Map<string, number>, more: ResourceAmounts, times = 1): void {
  for (const [name, amount] of more) sum.set(name, (sum.get(name) ?? 0) + times * amount);
}

const raise = (sum: Map<string, number>, least: ResourceAmounts): void => {
  for (const [name, amount] of least) sum.set(name, Math.max(sum.get(name) ?? 0, amount));
};

/** Returns true for a sidecar: an init container that keeps running beside the others. */
export const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';

type Side = 'requests' | 'limits';

export const podRequests = (spec: PodSpec): ResourceAmounts => podAmounts(spec, 'requests');

/** Returns the Pod's requests or limits, from its containers and its own `resources`. */
export function podAmounts(spec: PodSpec, side: Side): ResourceAmounts {
  const own = ({ resources }: Container): ResourceAmounts => amounts(resources?.[side]);
  const sum = new Map<string, number>();
  for (const container of spec.containers) addAmounts(sum, own(container));
  /** The sum of the sidecars that already run when an init container runs. */
  const sidecars = new Map<string, number>();
  const peak = new Map<string, number>();
  for (const container of spec.initContainers ?? []) {
    if (isSidecar(container)) addAmounts(sidecars, own(container));
    const during = new Map(isSidecar(container) ? [] : own(container));
    addAmounts(during, sidecars);
    raise(peak, during);
  }
  addAmounts(sum, sidecars);
  raise(sum, peak);
  const { resources } = spec as { resources?: Partial<Record<Side, object>> };
  for (const [name, amount] of amounts(resources?.[side])) sum.set(name, amount);
  const overhead = [...amounts(spec.overhead)].filter(([name]) => side === 'requests' || sum.has(name));
  addAmounts(sum, new Map(overhead));
  return sum;
}
