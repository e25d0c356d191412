/** Objects and labs for the tests of this folder. */
import type { Manifest } from '../engine/index.ts';
import { apply } from './actions/apply.ts';
import type { LabOptions } from './lab.ts';
import { createLabStore } from './lab-store.ts';

export const user = { name: 'user', reason: 'apply' };

export const nginxService: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'nginx' },
  spec: { clusterIP: 'None', selector: { app: 'nginx' }, ports: [{ port: 80, name: 'web' }] },
};

/** The tutorial's set, with other fields of `spec` where given. */
export function webSet(
  spec: Readonly<Record<string, unknown>> = {},
  image = 'registry.k8s.io/nginx-slim:0.21',
): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: {
      serviceName: 'nginx',
      replicas: 3,
      selector: { matchLabels: { app: 'nginx' } },
      template: {
        metadata: { labels: { app: 'nginx' } },
        spec: {
          containers: [{ name: 'nginx', image, volumeMounts: [{ name: 'www', mountPath: '/usr/share/nginx/html' }] }],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'www' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
      ...spec,
    },
  };
}

/** A lab whose frames the test makes: `run(ms)` lets wall time pass. */
export function newLab(options: Partial<LabOptions> = {}) {
  let pending: ((time: number) => void) | undefined;
  let time = 0;
  const lab = createLabStore({
    example: 'complete',
    frames: {
      request: (callback) => {
        pending = callback;
        return 1;
      },
      cancel: () => (pending = undefined),
      now: () => 0,
    },
    ...options,
  });
  const run = (ms: number) => {
    for (const end = time + ms; time < end; time += 50) {
      const callback = pending;
      pending = undefined;
      callback?.(time);
    }
  };
  const names = () => lab.state().stage.slots.flatMap(({ pod }) => pod?.name ?? []);
  const lastCommand = () => lab.state().commands.at(-1);
  return { lab, run, names, lastCommand, waiting: () => pending !== undefined };
}

/** The complete example, applied, with all its Pods Ready. */
export function applied(options?: Partial<LabOptions>) {
  const made = newLab(options);
  made.lab.act(apply);
  made.run(20_000);
  return made;
}
