/** `env` in a container prints what its Pod's specification says, by an oracle that knows nothing of the kubelet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

const actor = { name: 'user', reason: 'test' };
const data: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  conf: { MODE: 'primary', A: 'from-conf', 'log.level': 'info' },
  login: { PASSWORD: 's3cret', A: 'from-login' },
};

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly from?: { readonly kind: 'configMap' | 'secret'; readonly key: string; readonly optional: boolean };
}
interface Source {
  readonly kind: 'configMap' | 'secret';
  readonly prefix: string;
}

const objectOf = { configMap: 'conf', secret: 'login' } as const;
const name = fc.constantFrom('A', 'B', 'C_1', 'MODE', 'x', 'with.dot', 'HOSTNAME', 'HOME');
const piece = fc.oneof(
  fc.constantFrom('text', ' ', '$', '$$', '(', ')', '"', "'", '\\', 'é', '$(NOWHERE)', '$(KUBERNETES_SERVICE_HOST)'),
  name.map((n) => `$(${n})`),
  name.map((n) => `$$(${n})`),
);
const variable: fc.Arbitrary<Variable> = fc.oneof(
  fc.record({ name, value: fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('')) }),
  fc.record({
    name,
    from: fc.record({
      kind: fc.constantFrom('configMap', 'secret'),
      key: fc.constantFrom('MODE', 'A', 'PASSWORD', 'none'),
      optional: fc.constant(true),
    }),
  }),
);
const source: fc.Arbitrary<Source> = fc.record({
  kind: fc.constantFrom('configMap', 'secret'),
  prefix: fc.constantFrom('', 'P_'),
});

/** Reads a value letter by letter. */
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

function expected(sources: readonly Source[], variables: readonly Variable[]): Record<string, string> {
  const services = new Map([['KUBERNETES_SERVICE_HOST', '10.96.0.1']]);
  const declared = new Map<string, string>();
  for (const { kind, prefix } of sources) {
    for (const [key, value] of Object.entries(data[objectOf[kind]]!)) declared.set(prefix + key, value);
  }
  for (const { name: variableName, value, from } of variables) {
    const found = from && data[objectOf[from.kind]]![from.key];
    if (from === undefined) declared.set(variableName, substituted(value!, new Map([...services, ...declared])));
    else if (found !== undefined) declared.set(variableName, found);
  }
  return { HOSTNAME: 'a', HOME: '/root', ...Object.fromEntries(services), ...Object.fromEntries(declared) };
}

const manifest = (sources: readonly Source[], variables: readonly Variable[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'default' },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'nginx:1',
        envFrom: sources.map(({ kind, prefix }) => ({ prefix, [`${kind}Ref`]: { name: objectOf[kind] } })),
        env: variables.map(({ name: variableName, value, from }) => ({
          name: variableName,
          ...(from === undefined
            ? { value }
            : { valueFrom: { [`${from.kind}KeyRef`]: { name: objectOf[from.kind], key: from.key, optional: true } } }),
        })),
      },
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
          const metadata = { namespace: 'default' };
          const secret = Object.fromEntries(Object.entries(data['login']!).map(([key, value]) => [key, btoa(value)]));
          const objects = [
            { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name: 'conf' }, data: data['conf'] },
            { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, name: 'login' }, data: secret },
            manifest(sources, variables),
          ];
          for (const object of objects) cluster.api.create(object, actor);
          cluster.settle();
          const lines = (await type('kubectl exec a -- env')).trimEnd().split('\n');
          const printed = Object.fromEntries(
            lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
          );
          const { PATH, ...rest } = printed;
          expect(PATH).toBe('/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
          const services = Object.keys(rest).filter((key) => /^KUBERNETES_(?!SERVICE_HOST)/.test(key));
          for (const key of services) delete rest[key];
          expect(rest).toEqual(expected(sources, variables));
          expect(services).toHaveLength(7);
        },
      ),
      { seed: 20_260_102, numRuns: 60 },
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
