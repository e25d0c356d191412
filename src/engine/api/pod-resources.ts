/** Requests and limits of a Pod for each resource, as quantities. */
// Models kubernetes/staging/src/k8s.io/component-helpers/resource/helpers.go (PodRequests, PodLimits)
import type { ResourceList } from './admission-types.ts';
import { podAmounts } from './pod-requests.ts';
import { formatQuantity, milli, parseQuantity } from './quantity.ts';
import type { PodSpec } from './types.ts';

/** In the format of the first container. */
export function podResources(spec: PodSpec, side: 'requests' | 'limits'): ResourceList {
  const holders: readonly { readonly resources?: object }[] = [
    spec as object,
    ...spec.containers,
    ...(spec.initContainers ?? []),
  ];
  const lists = holders.map(
    ({ resources }) => (resources as Partial<Record<typeof side, ResourceList>> | undefined)?.[side],
  );
  const format = (name: string) => {
    const first = lists.find((list) => list?.[name] !== undefined)?.[name];
    return parseQuantity(first ?? '0')?.format ?? 'decimal';
  };
  const amounts = [...podAmounts(spec, side)];
  return Object.fromEntries(
    amounts.map(([name, thousandths]) => [name, formatQuantity(BigInt(thousandths) * milli, format(name))]),
  );
}
