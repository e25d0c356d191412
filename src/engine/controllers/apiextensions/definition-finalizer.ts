/** Deletes the custom resources of a definition that is being deleted, and then removes its finalizer. */
// Models apiextensions-apiserver/pkg/controller/finalizer/crd_finalizer.go
// Differs: checks again when a custom resource is deleted, not every five seconds; writes no conditions.
import type { KubernetesObject, ResourceName } from '../../api/types.ts';
import { customResourceCleanup } from '../../apiserver/deletion.ts';
import { withFields } from '../../base/values.ts';
import type { Component, ComponentContext, WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';

const actor = (reason: string) => ({ name: 'crd-finalizer', reason });
const isGoing = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined;

export class DefinitionFinalizer implements Component {
  readonly name = 'crd-finalizer';

  constructor(private readonly context: ComponentContext) {}

  readonly watches: Component['watches'] = {
    customresourcedefinitions: ({ type, object }: WatchedWrite): void => {
      if (type !== 'DELETED' && isGoing(object)) this.#wake(object.metadata.name);
    },
    customresources: ({ type, resource }: WatchedWrite): void => {
      const definition = type === 'DELETED' ? this.#definition(resource) : undefined;
      if (definition !== undefined && isGoing(definition)) this.#wake(resource);
    },
  };

  #definition(name: string): KubernetesObject | undefined {
    return this.context.store.get('customresourcedefinitions', name);
  }

  #wake(name: string): void {
    this.context.clock.schedule(this.name, name, latency.namespaceSync);
  }

  run(name: string): void {
    const { api, store } = this.context;
    const definition = this.#definition(name);
    if (definition === undefined || !isGoing(definition)) return;
    // The name of the definition is the resource name of its objects.
    const resource = name as ResourceName;
    for (const object of store.list(resource) as readonly KubernetesObject[]) {
      if (!isGoing(object))
        api.delete(resource, object.metadata.name, object.metadata.namespace, actor('InstanceDeletion'));
    }
    if (store.list(resource).length > 0) return;
    const finalizers = (definition.metadata.finalizers ?? []).filter((each) => each !== customResourceCleanup);
    const metadata = withFields(definition.metadata, { finalizers });
    api.update(withFields(definition, { metadata }), actor('InstancesDeleted'));
  }
}
