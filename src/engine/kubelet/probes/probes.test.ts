import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../index.ts';
import {
  condition,
  events,
  get,
  isReady,
  main,
  newPod,
  restartsAt,
  start,
  started,
  when,
} from '../../testing/one-pod.ts';

describe('probes', () => {
  const http = { httpGet: { path: '/healthz', port: 'web' } };
  const ports = [{ containerPort: 8080, name: 'web' }];
  const address = (cluster: Cluster): string => `${get(cluster).status.podIP}:8080`;

  const ready: [string, object, number][] = [
    ['no probe: soon after its start', {}, 0],
    ['readiness', { readinessProbe: http }, 0],
    ['after initialDelaySeconds', { readinessProbe: { ...http, initialDelaySeconds: 7 } }, 7],
    ['after successThreshold answers', { readinessProbe: { ...http, successThreshold: 3, periodSeconds: 4 } }, 8],
    ['startup holds readiness up', { readinessProbe: http, startupProbe: { ...http, initialDelaySeconds: 5 } }, 5],
    [
      'readiness that begins later than startup',
      { readinessProbe: { ...http, initialDelaySeconds: 9 }, startupProbe: http },
      9,
    ],
    ['liveness alone does not', { livenessProbe: { ...http, initialDelaySeconds: 60 } }, 0],
    ['slow: probed at 10, 20, 30 s', { image: 'app:slow', readinessProbe: http }, 30],
    ['slow: without readiness probe nobody notices', { image: 'app:slow' }, 0],
    ['slow: startup', { image: 'app:slow', startupProbe: { ...http, periodSeconds: 4, failureThreshold: 30 } }, 32],
  ];
  it.each(ready)('Ready: %s', (_, container, seconds) => {
    const cluster = start(newPod({}, { image: 'app:1', ports, ...container }));
    expect(Math.floor((when(cluster, isReady) - started(cluster)) / 1000)).toBe(seconds);
  });

  const failures: [string, object, (address: string) => string][] = [
    ['app:noready', http, () => 'HTTP probe failed with statuscode: 503'],
    ['app:slow', http, (a) => `Get "http://${a}/healthz": dial tcp ${a}: connect: connection refused`],
    [
      'app:unhealthy',
      http,
      (a) => `Get "http://${a}/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    ],
    [
      'app:slow',
      { httpGet: { port: 8443, scheme: 'HTTPS', host: 'example.com' } },
      () => 'Get "https://example.com:8443/": dial tcp example.com:8443: connect: connection refused',
    ],
    ['app:slow', { tcpSocket: { port: 'web' } }, (a) => `dial tcp ${a}: connect: connection refused`],
    ['app:unhealthy', { tcpSocket: { port: 'web' } }, (a) => `dial tcp ${a}: i/o timeout`],
    ['app:noready', { grpc: { port: 8080 } }, () => 'service unhealthy (responded with "NOT_SERVING")'],
    [
      'app:unhealthy',
      { grpc: { port: 8080 }, timeoutSeconds: 3 },
      (a) => `timeout: failed to connect service "${a}" within 3s: context deadline exceeded`,
    ],
    [
      'app:unhealthy',
      { exec: { command: ['pg_isready', '-q'] }, timeoutSeconds: 2 },
      () => 'command timed out: "pg_isready -q" timed out after 2s',
    ],
    ['app:noready', { exec: { command: ['pg_isready', '-q'] } }, () => ''],
  ];
  it.each(failures)('%s %j fails', (image, readinessProbe, message) => {
    const cluster = start(newPod({}, { image, ports, readinessProbe }), 40);
    expect(events(cluster, 'Unhealthy')).toEqual([`Readiness probe failed: ${message(address(cluster))}`]);
  });

  it('readiness that fails takes the Pod out of service and nothing else', () => {
    const cluster = start(newPod({}, { image: 'app:unhealthy', ports, readinessProbe: http }), 600);
    expect(condition(cluster, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [main]',
    });
    expect(main(cluster)).toMatchObject({ ready: false, started: true, restartCount: 0 });
    expect(main(cluster).state?.running).toBeDefined();
  });

  it('liveness: after failureThreshold failures the container is killed and started again', () => {
    const livenessProbe = { ...http, periodSeconds: 5 };
    const cluster = start(
      newPod({ terminationGracePeriodSeconds: 6 }, { image: 'app:unhealthy', ports, livenessProbe }),
      60,
    );
    expect(events(cluster, 'Killing')).toEqual(['Container main failed liveness probe, will be restarted']);
    // It hangs after 20 s, is asked at 20.3, 25.3 and 30.3 s, each time for a second, and does not heed SIGTERM.
    expect(Math.floor((restartsAt(cluster)[0]! - started(cluster)) / 1000)).toBe(37);
    expect(main(cluster).lastState?.terminated).toMatchObject({ exitCode: 137, reason: 'Error' });
  });

  it('liveness: who needs too long to start is killed before, unless a startup probe protects it', () => {
    const impatient = start(newPod({}, { image: 'app:slow', ports, livenessProbe: http }), 120);
    expect(main(impatient).restartCount).toBeGreaterThan(1);
    const startupProbe = { ...http, failureThreshold: 4 };
    const patient = start(newPod({}, { image: 'app:slow', ports, livenessProbe: http, startupProbe }), 120);
    expect(main(patient).restartCount).toBe(0);
    expect(isReady(get(patient))).toBe(true);
  });

  it('startup: kills as liveness does', () => {
    const cluster = start(newPod({}, { image: 'app:slow', ports, startupProbe: { ...http, failureThreshold: 2 } }), 40);
    expect(events(cluster, 'Killing')).toEqual(['Container main failed startup probe, will be restarted']);
    expect(main(cluster)).toMatchObject({ started: false });
  });

  it('a container that is killed again and again has to wait longer each time', () => {
    const livenessProbe = { ...http, periodSeconds: 1, failureThreshold: 1 };
    const cluster = start(
      newPod({ terminationGracePeriodSeconds: 1 }, { image: 'app:unhealthy', ports, livenessProbe }),
      3000,
    );
    const at = restartsAt(cluster);
    const runs = at.slice(1).map((t, i) => Math.round((t - at[i]!) / 1000));
    // Runs take some 23 s. The kubelet looks at the end before last: only a back-off longer than a run holds it up.
    expect(runs.slice(0, 2).every((s) => s < 26)).toBe(true);
    expect(runs[3]).toBeGreaterThan(40);
    expect(Math.max(...runs)).toBeLessThan(300 + 30);
  });

  it('schedules nothing while all is well', () => {
    const cluster = start(
      newPod({}, { image: 'app:1', ports, readinessProbe: http, livenessProbe: http, startupProbe: http }),
    );
    expect(isReady(get(cluster))).toBe(true);
    expect(cluster.nextTaskAt()).toBeUndefined();
  });

  it('does not write the same failure down for ever', () => {
    const cluster = start(newPod({}, { image: 'app:noready', ports, readinessProbe: { ...http, periodSeconds: 1 } }));
    expect(cluster.atRest()).toBe(true);
    cluster.advanceTo(3_600_000);
    // As many as the recorder lets through: 25, and then one in five minutes.
    expect(cluster.api.list('events').find((e) => e.reason === 'Unhealthy')?.count).toBeLessThan(25 + 13);
  });
});
