/**
 * Checks that `env` in a container prints what its Pod's specification says, by an oracle that does not use the
 * kubelet.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Manifest, Pod } from '../../engine/index.ts';
import { testShell } from '../testing.ts';

const actor = { name: 'user', reason: 'test' };
const data: Readonly<Record<'configMap' | 'secret', Readonly<Record<string, string>>>> = {
  configMap: { MODE: 'primary', A: 'from-conf', 'log.level': 'info' },
  secret: { PASSWORD: 's3cret', A: 'from-login' },
};

type Kind = 'configMap' | 'secret';
/** Keys of ConfigMaps and Secrets, some of which do not exist. */
interface KeyReference {
  readonly kind: Kind;
  readonly object: string;
  readonly key: string;
  readonly optional: boolean;
}
interface ResourceReference {
  readonly resource: string;
  readonly divisor?: string;
  readonly containerName?: string;
}
interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly from?: KeyReference;
  readonly field?: string;
  readonly resource?: ResourceReference;
}
interface Source {
  readonly kind: Kind;
  readonly object: string;
  readonly prefix: string;
  readonly optional: boolean;
}

const kind = fc.constantFrom<Kind>('configMap', 'secret');
/** Usually an existing one. */
const optional = fc.oneof({ arbitrary: fc.constant(true), weight: 9 }, fc.constant(false));
const object = fc.oneof({ arbitrary: fc.constant('data'), weight: 4 }, fc.constant('nowhere'));
const name = fc.constantFrom('A', 'B', 'C_1', 'MODE', 'x', 'with.dot', 'HOSTNAME', 'HOME');
const piece = fc.oneof(
  fc.constantFrom('text', ' ', '$', '$$', '(', ')', '"', "'", '\\', 'é', '$(NOWHERE)', '$(KUBERNETES_SERVICE_HOST)'),
  name.map((n) => `$(${n})`),
  name.map((n) => `$$(${n})`),
);
const fields: Readonly<Record<string, (pod: Pod) => string>> = {
  'metadata.name': ({ metadata }) => metadata.name,
  'metadata.namespace': ({ metadata }) => metadata.namespace!,
  'metadata.uid': ({ metadata }) => metadata.uid,
  "metadata.labels['app']": () => 'web',
  "metadata.labels['none']": () => '',
  "metadata.annotations['example.com/x']": () => 'y $(A)',
  'spec.nodeName': ({ spec }) => spec.nodeName!,
  'spec.serviceAccountName': () => 'default',
  'status.podIP': ({ status }) => status.podIP!,
  'status.podIPs': ({ status }) => status.podIP!,
  'status.hostIP': ({ status }) => status.hostIP!,
  'status.hostIPs': ({ status }) => status.hostIP!,
};
const divisors = { cpu: ['1', '1m'], memory: ['1', '1k', '1Mi', '1Gi'] } as const;
const resource: fc.Arbitrary<ResourceReference> = fc
  .tuple(fc.constantFrom('limits', 'requests'), fc.constantFrom('cpu', 'memory'))
  .chain(([side, what]) =>
    fc.record(
      {
        resource: fc.constant(`${side}.${what}`),
        divisor: fc.constantFrom<string>(...divisors[what as keyof typeof divisors]),
        containerName: fc.constantFrom('main', 'side'),
      },
      { requiredKeys: ['resource'] },
    ),
  );
const variable: fc.Arbitrary<Variable> = fc.oneof(
  {
    arbitrary: fc.record({ name, value: fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('')) }),
    weight: 3,
  },
  fc.record({
    name,
    from: fc.record({ kind, object, key: fc.constantFrom('MODE', 'A', 'PASSWORD', 'none'), optional }),
  }),
  fc.record({ name, field: fc.constantFrom(...Object.keys(fields)) }),
  fc.record({ name, resource }),
);
const source: fc.Arbitrary<Source> = fc.record({ kind, object, prefix: fc.constantFrom('', 'P_'), optional });

/** Resources of each container in thousandths of a core and bytes; without a value, the node's value or none. */
const amounts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  main: { 'limits.cpu': 500, 'requests.cpu': 250, 'limits.memory': 16 * 2 ** 30, 'requests.memory': 0 },
  side: { 'limits.cpu': 4000, 'requests.cpu': 0, 'limits.memory': 1_000_001, 'requests.memory': 1_000_001 },
};
const resources = {
  main: { limits: { cpu: '500m' }, requests: { cpu: '0.25' } },
  side: { limits: { memory: '1000001' } },
};
const units: Readonly<Record<string, number>> = { '1': 1, '1m': 1, '1k': 1000, '1Mi': 2 ** 20, '1Gi': 2 ** 30 };

function inUnits({ resource: what, divisor = '1', containerName = 'main' }: ResourceReference): string {
  const unit = what.endsWith('cpu') && divisor === '1' ? 1000 : units[divisor]!;
  return String(Math.ceil(amounts[containerName]![what]! / unit));
}

/** Expands a value character by character. */
function substituted(value: string, known: ReadonlyMap<string, string>): string {
  let [result, at] = ['', 0];
  while (at < value.length) {
    const [letter, next] = [value[at]!, value[at + 1]];
    const close = next === '(' ? value.indexOf(')', at + 2) : -1;
    if (letter !== '$' || (next !== '$' && close < 0)) result += letter;
    else if (next === '$') {
      result += '$';
      at++;
    } else {
      const reference = value.slice(at + 2, close);
      result += known.get(reference) ?? `$(${reference})`;
      at = close;
    }
    at++;
  }
  return result;
}

/** Returns the reason why the container is not started: the first required object or key that is missing. */
function missing(sources: readonly Source[], variables: readonly Variable[]): string | undefined {
  for (const { kind: of, object: from, optional: may } of sources) {
    if (from === 'nowhere' && !may) return `${of.toLowerCase()} "nowhere" not found`;
  }
  for (const { from } of variables) {
    if (from === undefined || from.optional) continue;
    if (from.object === 'nowhere') return `${from.kind.toLowerCase()} "nowhere" not found`;
    const called = from.kind === 'secret' ? 'Secret' : 'ConfigMap';
    if (data[from.kind][from.key] === undefined) return `couldn't find key ${from.key} in ${called} default/data`;
  }
  return undefined;
}

function expected(sources: readonly Source[], variables: readonly Variable[], pod: Pod): Record<string, string> {
  const services = new Map([['KUBERNETES_SERVICE_HOST', '10.96.0.1']]);
  const declared = new Map<string, string>();
  for (const { kind: of, object: from, prefix } of sources) {
    if (from === 'nowhere') continue;
    for (const [key, value] of Object.entries(data[of])) declared.set(prefix + key, value);
  }
  for (const { name: variableName, value, from, field, resource: what } of variables) {
    const found = from?.object === 'data' ? data[from.kind][from.key] : undefined;
    if (value !== undefined) declared.set(variableName, substituted(value, new Map([...services, ...declared])));
    else if (field !== undefined) declared.set(variableName, fields[field]!(pod));
    else if (what !== undefined) declared.set(variableName, inUnits(what));
    else if (found !== undefined) declared.set(variableName, found);
  }
  return { HOSTNAME: 'a', HOME: '/root', ...Object.fromEntries(services), ...Object.fromEntries(declared) };
}

function valueFrom({ from, field, resource: what }: Variable): object {
  if (field !== undefined) return { fieldRef: { fieldPath: field } };
  if (what !== undefined) return { resourceFieldRef: what };
  return { [`${from!.kind}KeyRef`]: { name: from!.object, key: from!.key, optional: from!.optional } };
}

const manifest = (sources: readonly Source[], variables: readonly Variable[]): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'a',
    namespace: 'default',
    labels: { app: 'web' },
    annotations: { 'example.com/x': 'y $(A)' },
  },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'nginx:1',
        resources: resources.main,
        envFrom: sources.map(({ kind: of, object: from, prefix, optional: may }) => ({
          prefix,
          [`${of}Ref`]: { name: from, optional: may },
        })),
        env: variables.map((v) => ({
          name: v.name,
          ...(v.value === undefined ? { valueFrom: valueFrom(v) } : { value: v.value }),
        })),
      },
      { name: 'side', image: 'busybox:1', resources: resources.side },
    ],
  },
});

describe('env in a container', () => {
  it('equals the specification', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(source, { maxLength: 3 }),
        fc.array(variable, { maxLength: 6 }),
        async (sources, variables) => {
          const { cluster, type } = testShell();
          const metadata = { namespace: 'default', name: 'data' };
          const secret = Object.fromEntries(Object.entries(data.secret).map(([key, value]) => [key, btoa(value)]));
          const objects = [
            { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: data.configMap },
            { apiVersion: 'v1', kind: 'Secret', metadata, data: secret },
            manifest(sources, variables),
          ];
          for (const made of objects) cluster.api.create(made, actor);
          cluster.settle();
          const pod = cluster.api.get('pods', 'a', 'default')!;
          const problem = missing(sources, variables);
          if (problem !== undefined) {
            const waiting = { reason: 'CreateContainerConfigError', message: problem };
            expect(pod.status.containerStatuses![0]!.state).toEqual({ waiting });
            return;
          }
          const lines = (await type('kubectl exec a -c main -- env')).trimEnd().split('\n');
          const printed = Object.fromEntries(
            lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
          );
          const { PATH, ...rest } = printed;
          expect(PATH).toBe('/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
          const services = Object.keys(rest).filter((key) => /^KUBERNETES_(?!SERVICE_HOST)/.test(key));
          for (const key of services) delete rest[key];
          expect(rest).toEqual(expected(sources, variables, pod));
          expect(services).toHaveLength(7);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('cases', () => {
  it('a container finds what ConfigMap, Secret and $(VAR) give it, and nothing of the shell (case 12)', async () => {
    const container = {
      name: 'main',
      image: 'nginx:1.27',
      envFrom: [{ configMapRef: { name: 'settings' } }],
      env: [
        { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } },
        { name: 'PEER', value: '$(HOSTNAME_PREFIX)-0' },
        { name: 'HOSTNAME_PREFIX', value: 'db' },
        { name: 'SELF', value: '$(HOSTNAME_PREFIX)-self' },
      ],
    };
    const { cluster, type } = testShell();
    await type('kubectl create configmap settings --from-literal=MODE=primary');
    await type('kubectl create secret generic login --from-literal=password=s3cret');
    const metadata = { name: 'db-0', namespace: 'default' };
    cluster.api.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } }, actor);
    cluster.settle();
    const print = (variableName: string): Promise<string> => type(`kubectl exec db-0 -- printenv ${variableName}`);
    expect(await print('MODE')).toBe('primary\n');
    expect(await print('PASSWORD')).toBe('s3cret\n');
    expect(await print('SELF')).toBe('db-self\n');
    expect(await print('PEER')).toBe('$(HOSTNAME_PREFIX)-0\n');
    expect(await print('NOTHING')).toBe('command terminated with exit code 1\n');
    expect(await type('kubectl exec db-0 -- env')).not.toMatch(/BASH|SHELLOPTS|^\?=|^PWD=/m);
    expect(await type(`kubectl exec db-0 -- sh -c 'A=1; export B=2; env' | grep -E '^(A|B|PWD|BASHOPTS)='`)).toBe(
      'B=2\nPWD=/\n',
    );
  });

  it('a readiness probe succeeds once kubectl exec has made its file (case 29)', async () => {
    const { cluster, type } = testShell();
    const readinessProbe = { periodSeconds: 2, exec: { command: ['cat', '/tmp/joined'] } };
    const containers = [{ name: 'main', image: 'nginx:1.27', readinessProbe }];
    const labels = { app: 'db' };
    const template = { metadata: { labels }, spec: { containers } };
    const spec = { serviceName: 'db', replicas: 2, selector: { matchLabels: labels }, template };
    cluster.api.create(
      { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'default' }, spec },
      actor,
    );
    await type('sleep 20');
    expect(await type('kubectl get pods --no-headers')).toMatch(/^db-0 +0\/1 +Running .*\n$/);
    await type('kubectl exec db-0 -- touch /tmp/joined; sleep 10');
    expect(await type('kubectl get pods --no-headers')).toMatch(/^db-0 +1\/1 +Running .*\ndb-1 +0\/1 +Running .*\n$/);
  });
});
