/** Updates the status of each ResourceQuota: its limits, and their usage. */
// Models kubernetes/pkg/controller/resourcequota/resource_quota_controller.go
// Differs: usage is updated with each write of an object; everything is counted only when the quota's spec changes.
import type { ResourceQuota } from '../../api/admission-types.ts';
import { addQuantities, formatQuantity, type Quantity } from '../../api/quantity.ts';
import type { KubernetesObject, ResourceName } from '../../api/types.ts';
import { inScopes, matchingResources, type Usage, usageOf } from '../../apiserver/admission/quota-usage.ts';
import { type ResourceInfo, resources } from '../../api/resources.ts';
import { equal } from '../../base/values.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';

const actor = { name: 'resourcequota-controller', reason: 'UpdateQuotaStatus' };

/** Events are not counted; of kinds with two versions, one is counted. */
const counted = new Map(
  resources.filter(({ namespaced, resource }) => namespaced && resource !== 'events').map((r) => [r.resource, r]),
);

/** Usage of one quota. */
interface Count {
  readonly uid: string;
  readonly spec: ResourceQuota['spec'];
  readonly used: Map<string, Quantity>;
}

export class ResourceQuotaController implements Component {
  readonly name = 'resourcequota';
  /** By namespace, then by name. */
  readonly #counts = new Map<string, Map<string, Count>>();

  constructor(private readonly context: ComponentContext) {}

  readonly watches: Component['watches'] = Object.fromEntries(
    [...counted.values()].map((info) => [info.resource, (write: WatchedWrite) => this.#observe(info, write)]),
  );

  #observe(info: ResourceInfo, { type, object, previous }: WatchedWrite): void {
    const namespace = object.metadata.namespace!;
    const counts = this.#counts.get(namespace);
    if (info.resource === 'resourcequotas') this.#observeQuota(type, object as ResourceQuota);
    if (counts === undefined) return;
    for (const [name, count] of counts) {
      if (matchingResources(Object.keys(count.spec.hard ?? {}), info).length === 0) continue;
      const before = type === 'ADDED' ? undefined : this.#usage(previous, info, count);
      const after = type === 'DELETED' ? undefined : this.#usage(object, info, count);
      if (before === after || (before && after && equalUsage(before, after))) continue;
      change(count, before, -1n);
      change(count, after, 1n);
      // The API server has already counted a created object.
      if (type !== 'ADDED') this.#wake(namespace, name);
    }
  }

  #observeQuota(type: WatchedWrite['type'], { metadata, spec }: ResourceQuota): void {
    const { name, namespace = '', uid } = metadata;
    const count = this.#counts.get(namespace)?.get(name);
    if (type === 'DELETED') {
      this.#counts.get(namespace)?.delete(name);
      if (this.#counts.get(namespace)?.size === 0) this.#counts.delete(namespace);
    } else if (count?.uid !== uid || !equal(count.spec, spec)) this.#wake(namespace, name);
  }

  #usage(object: KubernetesObject | undefined, info: ResourceInfo, { spec }: Count): Usage | undefined {
    if (object === undefined || !inScopes(object, { spec } as ResourceQuota)) return undefined;
    return usageOf(object, info);
  }

  #wake(namespace: string, name: string): void {
    this.context.clock.schedule(this.name, `${namespace}/${name}`, latency.quotaSync);
  }

  run(key: string): void {
    const { api, store } = this.context;
    const { namespace, name } = splitKey(key);
    const quota = store.get('resourcequotas', name, namespace);
    if (quota === undefined) return;
    const { used } = this.#countOf(quota, namespace);
    const hard = quota.spec.hard ?? {};
    const status = {
      hard,
      used: Object.fromEntries(
        Object.keys(hard).map((resource) => {
          const amount = used.get(resource);
          return [resource, amount === undefined ? '0' : formatQuantity(amount.nanos, amount.format)];
        }),
      ),
    };
    if (!equal(status, quota.status)) api.updateStatus({ ...quota, status } as ResourceQuota, actor);
  }

  #countOf({ metadata, spec }: ResourceQuota, namespace: string): Count {
    const { name, uid } = metadata;
    let counts = this.#counts.get(namespace);
    if (counts === undefined) this.#counts.set(namespace, (counts = new Map()));
    const known = counts.get(name);
    if (known?.uid === uid && equal(known.spec, spec)) return known;
    const count: Count = { uid, spec, used: new Map() };
    counts.set(name, count);
    for (const info of counted.values()) {
      if (matchingResources(Object.keys(spec.hard ?? {}), info).length === 0) continue;
      for (const object of this.context.store.inNamespace(info.resource as ResourceName, namespace)) {
        change(count, this.#usage(object, info, count), 1n);
      }
    }
    return count;
  }
}

function change({ spec, used }: Count, usage: Usage | undefined, sign: 1n | -1n): void {
  if (usage === undefined) return;
  for (const [name, { nanos, format }] of usage) {
    if (spec.hard?.[name] === undefined) continue;
    used.set(name, addQuantities(used.get(name) ?? { nanos: 0n, format }, { nanos: sign * nanos, format }));
  }
}

const equalUsage = (a: Usage, b: Usage): boolean =>
  a.size === b.size && [...a].every(([name, { nanos }]) => b.get(name)?.nanos === nanos);
