import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest } from '../../index.ts';
import { events, get, main, newPod, start } from '../../testing/one-pod.ts';
import { actor } from '../../testing/scenario.ts';

const newData = (kind: string, name: string, data: object): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'default' },
  data,
});

function startWith(objects: readonly Manifest[], pod: Manifest): Cluster {
  const cluster = createCluster();
  for (const object of [...objects, pod]) cluster.api.create(object, actor);
  cluster.settle();
  return cluster;
}
const environment = (cluster: Cluster): Record<string, string> =>
  Object.fromEntries(cluster.containers.environment(get(cluster).metadata.uid, 'main') ?? []);

describe('the variables of a container', () => {
  const config = newData('ConfigMap', 'conf', { MODE: 'primary', 'a.b': 'dot', A: 'config' });
  const secret = newData('Secret', 'login', { password: 'czNjcmV0', A: 'c2VjcmV0' });
  const given = (container: object, spec: object = {}): Record<string, string> =>
    environment(startWith([config, secret], newPod(spec, container)));

  it('come from all of a ConfigMap or a Secret; the later source wins, and env wins over both', () => {
    const envFrom = [
      { configMapRef: { name: 'conf' } },
      { secretRef: { name: 'login' } },
      { prefix: 'P_', configMapRef: { name: 'conf' } },
      { configMapRef: { name: 'nowhere', optional: true } },
    ];
    expect(given({ envFrom, env: [{ name: 'MODE', value: 'own' }] })).toMatchObject({
      MODE: 'own',
      'a.b': 'dot',
      A: 'secret',
      password: 's3cret',
      P_MODE: 'primary',
      'P_a.b': 'dot',
    });
  });

  it('come from a key; an optional key that is missing leaves the variable out', () => {
    const env = [
      { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'conf', key: 'MODE' } } },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } },
      { name: 'NONE', valueFrom: { secretKeyRef: { name: 'login', key: 'constructor', optional: true } } },
    ];
    const found = given({ env });
    expect(found).toMatchObject({ MODE: 'primary', PASSWORD: 's3cret' });
    expect(found).not.toHaveProperty('NONE');
  });

  it.each([
    ['refer to what was declared before', '$(BEFORE)-x', 'b-x'],
    ['keep a reference to what comes later', '$(AFTER)', '$(AFTER)'],
    ['keep a reference to what there is not', '$(NOWHERE)/$(BEFORE)', '$(NOWHERE)/b'],
    ['escape with $$', '$$(BEFORE) $$$(BEFORE) $BEFORE $', '$(BEFORE) $b $BEFORE $'],
    ['keep what is not closed', '$(BEFORE', '$(BEFORE'],
    ['keep very many that are not closed', `${'$('.repeat(200_000)}$$`, `${'$('.repeat(200_000)}$`],
    ['refer to Services', '$(KUBERNETES_SERVICE_HOST)', '10.96.0.1'],
    ['refer to what envFrom brings', '$(MODE)', 'primary'],
  ])('%s', (_, value, expected) => {
    const env = [
      { name: 'BEFORE', value: 'b' },
      { name: 'IT', value },
      { name: 'AFTER', value: 'a' },
    ];
    expect(given({ env, envFrom: [{ configMapRef: { name: 'conf' } }] })['IT']).toBe(expected);
  });

  it('tell fields of the Pod', () => {
    const fields: Record<string, string> = {
      'metadata.name': 'a',
      'metadata.namespace': 'default',
      "metadata.labels['app']": 'web',
      "metadata.annotations['example.com/x']": 'y',
      "metadata.labels['constructor']": '',
      'spec.serviceAccountName': 'default',
    };
    const env = [...Object.keys(fields), 'metadata.uid', 'spec.nodeName', 'status.podIP', 'status.hostIP'].map(
      (fieldPath) => ({ name: fieldPath, valueFrom: { fieldRef: { fieldPath } } }),
    );
    const pod = newPod({}, { env });
    const metadata = { ...pod.metadata, labels: { app: 'web' }, annotations: { 'example.com/x': 'y' } };
    const cluster = startWith([], { ...pod, metadata });
    const { metadata: made, spec, status } = get(cluster);
    expect(environment(cluster)).toMatchObject({
      ...fields,
      'metadata.uid': made.uid,
      'spec.nodeName': spec.nodeName,
      'status.podIP': status.podIP,
      'status.hostIP': status.hostIP,
    });
  });

  it.each([
    ['limits.cpu', undefined, '1'],
    ['limits.cpu', '1m', '500'],
    ['requests.cpu', '1m', '250'],
    ['requests.memory', '1Mi', '65'],
    ['requests.memory', undefined, String(64 * 2 ** 20 + 1)],
    // Without a limit of its own, the container has the whole node.
    ['limits.memory', '1Gi', '16'],
  ])('tell %s in units of %s', (resource, divisor, expected) => {
    const resources = { requests: { cpu: '250m', memory: `${64 * 2 ** 20 + 1}` }, limits: { cpu: '500m' } };
    const env = [{ name: 'R', valueFrom: { resourceFieldRef: { resource, ...(divisor && { divisor }) } } }];
    expect(given({ resources, env })['R']).toBe(expected);
  });

  it('are those of its start: a ConfigMap that changes later changes nothing', () => {
    const cluster = startWith([config], newPod({}, { envFrom: [{ configMapRef: { name: 'conf' } }] }));
    cluster.api.patch('configmaps', 'conf', 'default', 'merge', { data: { MODE: 'other' } }, actor);
    cluster.settle();
    expect(environment(cluster)['MODE']).toBe('primary');
  });

  it('do not grow without bound, nor does a command, when each value repeats the one before', () => {
    const env = Array.from({ length: 60 }, (_, i) => ({
      name: `E${i}`,
      value: i === 0 ? 'x' : `$(E${i - 1})$(E${i - 1})`,
    }));
    const values = given({
      image: 'busybox',
      command: ['sh', '-c', 'sleep 1000', ...env.map(({ name }) => `$(${name})`)],
      env,
    });
    expect(values['E3']).toBe('xxxxxxxx');
    // Linux gives a process at most 128 KiB in one text.
    expect(Object.values(values).join('').length).toBeLessThan(3 * 128 * 1024);
  });

  it('are put into the command before it runs', () => {
    const env = [{ name: 'CODE', value: '3' }];
    const command = ['sh', '-c', 'sleep 1; exit $(CODE)'];
    const cluster = startWith([], newPod({ restartPolicy: 'Never' }, { env, command }));
    expect(main(cluster).state?.terminated?.exitCode).toBe(3);
  });
});

describe('variables of Services', () => {
  const service = (name: string, spec: object, namespace = 'default'): Manifest => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: 'x' }, ...spec },
  });
  const ports = [
    { name: 'client', port: 5432, protocol: 'TCP' },
    { name: 'peer-1', port: 53, protocol: 'UDP' },
  ];
  const services = [service('my-db', { ports }), service('headless', { clusterIP: 'None', ports })];

  it('name each port of what has an address when the container starts', () => {
    const cluster = startWith(services, newPod());
    const address = cluster.api.get('services', 'my-db', 'default')!.spec.clusterIP!;
    const found = environment(cluster);
    expect(Object.keys(found).filter((name) => !name.startsWith('KUBERNETES_'))).toHaveLength(13);
    expect(found).toMatchObject({
      MY_DB_SERVICE_HOST: address,
      MY_DB_SERVICE_PORT: '5432',
      MY_DB_SERVICE_PORT_CLIENT: '5432',
      MY_DB_SERVICE_PORT_PEER_1: '53',
      MY_DB_PORT: `tcp://${address}:5432`,
      MY_DB_PORT_5432_TCP: `tcp://${address}:5432`,
      MY_DB_PORT_5432_TCP_PROTO: 'tcp',
      MY_DB_PORT_53_UDP: `udp://${address}:53`,
      MY_DB_PORT_53_UDP_ADDR: address,
      KUBERNETES_SERVICE_PORT_HTTPS: '443',
    });
  });

  it('but the API server’s are refused with enableServiceLinks: false', () => {
    const found = environment(startWith(services, newPod({ enableServiceLinks: false })));
    expect(Object.keys(found).every((name) => name.startsWith('KUBERNETES_'))).toBe(true);
    expect(found).toHaveProperty('KUBERNETES_SERVICE_HOST', '10.96.0.1');
  });
});

describe('variables that cannot be had', () => {
  const key = { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'conf', key: 'b' } } }] };

  it('a key that the Secret lacks', () => {
    const cluster = startWith([newData('Secret', 'conf', { a: 'YQ==' })], newPod({}, key));
    expect(main(cluster).state?.waiting).toEqual({
      reason: 'CreateContainerConfigError',
      message: "couldn't find key b in Secret default/conf",
    });
  });

  it('are asked for again every 10 to 15 s, and said so', () => {
    const cluster = start(newPod({}, key), 60);
    expect(events(cluster, 'Failed')).toEqual(['Error: secret "conf" not found']);
    const { count } = cluster.api.list('events').find(({ reason }) => reason === 'Failed')!;
    expect(count).toBeGreaterThanOrEqual(4);
    expect(count).toBeLessThanOrEqual(6);
    cluster.api.create(newData('Secret', 'conf', { b: 'YQ==' }), actor);
    cluster.settle();
    expect(environment(cluster)).toMatchObject({ A: 'a' });
    expect(cluster.now()).toBeLessThan(60_000 + 16_000);
  });
});
