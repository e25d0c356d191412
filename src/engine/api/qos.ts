/** Quality of service of a Pod, by what its containers ask for. */
// Models kubernetes/pkg/apis/core/v1/helper/qos/qos.go
import { parseQuantity } from './quantity.ts';
import type { PodSpec } from './types.ts';

type ResourceList = Readonly<Record<string, string | number>> | undefined;

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** From requests and limits of cpu and memory: all equal, none, or something between. */
export function qosClass(spec: PodSpec): QosClass {
  const sides = [...(spec.initContainers ?? []), ...spec.containers].flatMap((c) =>
    (['cpu', 'memory'] as const).map((r) => {
      const limit = amount((c.resources?.limits as ResourceList)?.[r]);
      return { limit, request: amount((c.resources?.requests as ResourceList)?.[r]) ?? limit };
    }),
  );
  if (sides.every((s) => s.limit === undefined && s.request === undefined)) return 'BestEffort';
  return sides.every((s) => s.limit !== undefined && s.limit === s.request) ? 'Guaranteed' : 'Burstable';
}

/** Nothing is as good as not asked for. */
const amount = (quantity: string | number | undefined): bigint | undefined =>
  parseQuantity(quantity ?? 0)?.nanos || undefined;
