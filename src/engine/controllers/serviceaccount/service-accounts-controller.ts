/** Creates the ServiceAccount `default` in each namespace. */
// Models kubernetes/pkg/controller/serviceaccount/serviceaccounts_controller.go
import type { Component, ComponentContext, WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';

const actor = { name: 'service-account-controller', reason: 'CreateServiceAccount' };

export class ServiceAccountsController implements Component {
  readonly name = 'serviceaccounts';

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    namespaces: ({ object }: WatchedWrite): void => this.#wake(object.metadata.name),
    serviceaccounts: ({ type, object }: WatchedWrite): void => {
      if (type === 'DELETED' && object.metadata.name === 'default') this.#wake(object.metadata.namespace!);
    },
  };

  #wake(namespace: string): void {
    this.context.clock.schedule(this.name, namespace, latency.namespaceSync);
  }

  run(namespace: string): void {
    const { api, store } = this.context;
    const found = store.get('namespaces', namespace);
    if (found === undefined || found.metadata.deletionTimestamp !== undefined) return;
    if (store.get('serviceaccounts', 'default', namespace) !== undefined) return;
    api.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }, actor);
  }
}
