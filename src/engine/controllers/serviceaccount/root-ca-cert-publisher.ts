/** Creates the ConfigMap `kube-root-ca.crt` in each namespace, with which Pods verify the API server's certificate. */
// Models kubernetes/pkg/controller/certificates/rootcacertpublisher/publisher.go
// Differs: it does not contain a real certificate; nothing here verifies it.
import { equal } from '../../base/values.ts';
import type { StoredObject } from '../../api/types.ts';
import type { Component, ComponentContext, WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';

const actor = { name: 'root-ca-cert-publisher', reason: 'PublishRootCA' };
const configMapName = 'kube-root-ca.crt';
const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export class RootCACertPublisher implements Component {
  readonly name = 'root-ca-cert-publisher';
  readonly #data: { readonly 'ca.crt': string };

  constructor(private readonly context: ComponentContext) {
    const character = (i: number): string => base64[context.random.bits(`root certificate ${i}`) % 64]!;
    const line = (n: number): string => Array.from({ length: 64 }, (_, i) => character(64 * n + i)).join('');
    const lines = Array.from({ length: 10 }, (_, n) => line(n));
    this.#data = { 'ca.crt': ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n') };
  }

  readonly watches = {
    namespaces: ({ object }: WatchedWrite): void => this.#wake(object.metadata.name),
    configmaps: ({ object }: WatchedWrite): void => {
      if (object.metadata.name === configMapName) this.#wake(object.metadata.namespace!);
    },
  };

  #wake(namespace: string): void {
    this.context.clock.schedule(this.name, namespace, latency.namespaceSync);
  }

  run(namespace: string): void {
    const { api, store } = this.context;
    const found = store.get('namespaces', namespace);
    if (found === undefined || found.metadata.deletionTimestamp !== undefined) return;
    const existing = store.get('configmaps', configMapName, namespace);
    if (existing !== undefined) {
      if (!equal(existing['data'], this.#data)) api.update({ ...existing, data: this.#data } as StoredObject, actor);
      return;
    }
    const annotations = { 'kubernetes.io/description': description };
    const metadata = { name: configMapName, namespace, annotations };
    api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: this.#data }, actor);
  }
}
