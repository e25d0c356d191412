/** Deletes the objects in a namespace that is being deleted, and then the namespace. */
// Models kubernetes/pkg/controller/namespace/{namespace_controller.go,deletion/namespaced_resources_deleter.go}
// Differs: checks again when an object is gone, not after the Pods' grace periods; writes no conditions.
import type { KubernetesObject, Namespace, ResourceName } from '../../api/types.ts';
import { customResources, resources } from '../../api/resources.ts';
import type { Component, ComponentContext, WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';

const actor = (reason: string) => ({ name: 'namespace-controller', reason });
const isGoing = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined;

const namespaced = resources.filter((info) => info.namespaced).map(({ resource }) => resource);

export class NamespaceController implements Component {
  readonly name = 'namespace';

  constructor(private readonly context: ComponentContext) {}

  readonly watches: Component['watches'] = {
    ...Object.fromEntries(
      [...new Set(namespaced)].map((resource) => [resource, (write: WatchedWrite) => this.#left(write)]),
    ),
    customresources: (write: WatchedWrite): void => this.#left(write),
    namespaces: ({ type, object }: WatchedWrite): void => {
      if (type !== 'DELETED' && isGoing(object)) this.#wake(object.metadata.name);
    },
  };

  #left({ type, object }: WatchedWrite): void {
    const { namespace = '' } = object.metadata;
    const within = type === 'DELETED' ? this.context.store.get('namespaces', namespace) : undefined;
    if (within !== undefined && isGoing(within)) this.#wake(namespace);
  }

  #wake(name: string): void {
    this.context.clock.schedule(this.name, name, latency.namespaceSync);
  }

  run(name: string): void {
    const { api, store } = this.context;
    const namespace = store.get('namespaces', name);
    if (namespace === undefined || !isGoing(namespace)) return;
    const content = this.#resources().flatMap((resource) =>
      store.inNamespace(resource, name).map((object: KubernetesObject) => ({ resource, object })),
    );
    for (const { resource, object } of content) {
      if (isGoing(object) || store.get(resource, object.metadata.name, name) === undefined) continue;
      api.delete(resource, object.metadata.name, name, actor('NamespaceContent'), { propagationPolicy: 'Background' });
    }
    if (this.#resources().every((resource) => store.inNamespace(resource, name).length === 0))
      this.#finalize(namespace);
  }

  #resources(): readonly ResourceName[] {
    const custom = customResources(this.context.store).filter((info) => info.namespaced);
    return [...new Set([...namespaced, ...custom.map(({ resource }) => resource)])];
  }

  #finalize(namespace: Namespace): void {
    if ((namespace.spec.finalizers ?? []).includes('kubernetes')) {
      this.context.api.finalizeNamespace(namespace, actor('NamespaceEmpty'));
    }
  }
}
