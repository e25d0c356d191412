/** Manifests for tests, as short as the API server accepts them. */
import type { Manifest } from '../index.ts';

export const image = (tag: string): string => `registry.k8s.io/nginx-slim:${tag}`;

export interface StatefulSetOptions {
  readonly name?: string;
  readonly tag?: string;
  /** False: no volumeClaimTemplates. */
  readonly claims?: boolean;
  /** Merged into `spec`. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The set `web` with three replicas of nginx, each with a claim `www`, under the Service `nginx`. */
export function newStatefulSet({
  name = 'web',
  tag = '1',
  claims = true,
  spec = {},
}: StatefulSetOptions = {}): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: {
      serviceName: 'nginx',
      replicas: 3,
      selector: { matchLabels: { app: 'nginx' } },
      template: {
        metadata: { labels: { app: 'nginx' } },
        spec: {
          containers: [
            {
              name: 'nginx',
              image: image(tag),
              ports: [{ containerPort: 80, name: 'web' }],
              ...(claims && { volumeMounts: [{ name: 'www', mountPath: '/usr/share/nginx/html' }] }),
            },
          ],
        },
      },
      ...(claims && {
        volumeClaimTemplates: [
          {
            metadata: { name: 'www' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      }),
      ...spec,
    },
  };
}

/** The Service that governs {@link newStatefulSet}. */
export function newHeadlessService(spec: Readonly<Record<string, unknown>> = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'nginx', labels: { app: 'nginx' } },
    spec: { clusterIP: 'None', selector: { app: 'nginx' }, ports: [{ port: 80, name: 'web' }], ...spec },
  };
}

/** A strategic merge patch of the set's image. */
export const imagePatch = (tag: string): { readonly spec: object } => ({
  spec: { template: { spec: { containers: [{ name: 'nginx', image: image(tag) }] } } },
});
