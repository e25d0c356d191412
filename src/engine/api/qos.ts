/** The QoS class of a Pod, by the resources of its containers. */
// Models kubernetes/pkg/apis/core/v1/helper/qos/qos.go
import { parseQuantity } from './quantity.ts';
import type { PodSpec } from './types.ts';

type ResourceList = Readonly<Record<string, string | number>> | undefined;

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** By requests and limits of cpu and memory: all equal, none, or otherwise. */
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

/** A zero amount counts as absent. */
const amount = (quantity: string | number | undefined): bigint | undefined =>
  parseQuantity(quantity ?? 0)?.nanos || undefined;
