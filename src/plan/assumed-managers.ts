/** Objects of server-side applies whose field managers a dump does not contain. */
import { type Cluster, type Input, type ResourceName } from '../engine/index.ts';
import type { PlanStart } from './plan-start.ts';

export interface AssumedManagers {
  /** e.g. `statefulset/web`. */
  readonly object: string;
  readonly from: 'lastApplied' | 'assumption';
  /** The command that shows the managers. */
  readonly command: string;
}

/** Returns the objects that existed before the requests, each once. */
export function assumedManagers(
  { api }: Pick<Cluster, 'api'>,
  requests: readonly Input[],
  { managersFrom }: Pick<PlanStart, 'managersFrom'>,
): readonly AssumedManagers[] {
  const found = new Map<string, AssumedManagers>();
  for (const { verb, args } of requests) {
    const [resource, name, namespace, type] = args as [ResourceName, string, string | undefined, string];
    if (verb !== 'patch' || type !== 'apply') continue;
    const object = api.get(resource, name, namespace);
    if (object === undefined) continue;
    const from = managersFrom?.(object.metadata.uid);
    if (from === undefined || from === 'managedFields') continue;
    const one = `${object.kind.toLowerCase()}/${name}`;
    const where = object.metadata.namespace === undefined ? '' : ` -n ${object.metadata.namespace}`;
    found.set(object.metadata.uid, {
      object: one,
      from,
      command: `kubectl get ${one}${where} -o yaml --show-managed-fields`,
    });
  }
  return [...found.values()];
}
