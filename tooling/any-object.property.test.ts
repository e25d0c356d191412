import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Field, structOf, type Struct } from '../src/engine/api/fields.ts';
import { resources } from '../src/engine/index.ts';
import { newSession } from '../src/kubectl/testing/session.ts';

const name = fc.constantFrom('a', 'b', 'web', 'default', 'node-1', 'web-0', 'standard');
const text = fc.oneof(
  { arbitrary: name, weight: 8 },
  fc.constantFrom('', 'Always', 'RollingUpdate', 'OnDelete', 'Exists', 'In', 'NotIn', 'NoSchedule', 'NoExecute'),
  fc.constantFrom(
    'kubernetes.io/hostname',
    'spec.nodeName',
    'nginx:1-crash',
    '1Gi',
    '10.96.0.1',
    '100%',
    'TCP',
    'None',
  ),
  fc.constantFrom('ReadWriteOnce', 'ReadWriteOncePod', 'WaitForFirstConsumer', 'Delete', 'Retain', 'Pod', 'Container'),
  fc.constantFrom('$(HOME)', '/tmp', '../..', 'A', '* * * * *', 'é', 'a\nb', '2026-01-01T00:00:00Z'),
);
const amount = fc.oneof(fc.constantFrom(0, 1, 2, 3, 80, 30_000), fc.constantFrom(-1, 5, 2_147_483_647));
const quantity = fc.constantFrom('0', '1', '100m', '64Mi', '1Gi', '-1', '1e3', '8');
const anything = fc.oneof(text, amount, fc.constantFrom<unknown>({}, [], null, true, { a: 'b' }, ['a'], [{ a: 1 }]));
const scalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  s: text,
  b: fc.boolean(),
  i: amount,
  I: amount,
  q: quantity,
  x: fc.oneof(amount, text),
  t: fc.constantFrom('2026-01-01T08:00:00Z', '2020-02-30T00:00:00Z'),
  B: fc.constantFrom('YQ==', '', '?'),
  '*': anything,
};

/** Values of fields that most objects require. */
const usual: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  labels: fc.constantFrom({ app: 'web' }, {}),
  selector: fc.constantFrom<unknown>({ matchLabels: { app: 'web' } }, { app: 'web' }, {}),
  replicas: fc.constantFrom(0, 1, 3),
  accessModes: fc.constantFrom(['ReadWriteOnce'], ['ReadWriteOncePod'], ['ReadWriteMany']),
  storageClassName: fc.constantFrom('standard', '', 'a'),
  image: fc.constantFrom('nginx:1', 'nginx:1-crash', 'nginx:bad', 'A/b'),
  hard: fc.constant({ pods: '3', 'requests.cpu': '1' }),
  finalizers: fc.constantFrom([], ['example.com/wait'], ['kubernetes.io/pvc-protection']),
};

/** The probability with which a field is set. */
const odds = (field: string, depth: number): number =>
  ['spec', 'template', 'containers', 'name', 'image', 'selector', 'labels', 'metadata'].includes(field)
    ? 0.9
    : depth < 2
      ? 0.3
      : 0.12;

function value({ type, container, name: field }: Field, depth: number): fc.Arbitrary<unknown> {
  const plain = scalars[type];
  const item = plain ?? (depth > 9 ? fc.constant({}) : struct(structOf(type)!, depth + 1));
  const own = usual[field];
  const general =
    container === '['
      ? fc.array(item, { minLength: 1, maxLength: 2 })
      : container === '{'
        ? fc.dictionary(fc.constantFrom('app', 'cpu', 'memory', 'storage', 'a.b/c', ''), item, { maxKeys: 2 })
        : item;
  return own === undefined ? general : fc.oneof({ arbitrary: own, weight: 4 }, general);
}

const struct = (fields: Struct, depth: number): fc.Arbitrary<object> =>
  fc
    .infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))
    .chain((chances) =>
      fc.record(
        Object.fromEntries(
          [...fields.values()].flatMap((field) =>
            chances.next().value < odds(field.name, depth) ? [[field.name, value(field, depth)]] : [],
          ),
        ),
      ),
    );

/** Any value, for kinds whose fields the lab does not know. */
const fieldsOf = (kind: string): fc.Arbitrary<object> => {
  const known = structOf(kind);
  return known === undefined ? fc.record({ spec: anything, data: anything }) : struct(known, 0);
};

const kinds = resources.filter(({ kind, version }) => kind !== 'HorizontalPodAutoscaler' || version === 'v2');
const object: fc.Arbitrary<object> = fc.constantFrom(...kinds).chain(({ kind, group, version }) =>
  fc.tuple(fieldsOf(kind), name, fc.boolean()).map(([fields, objectName, labelled]) => ({
    ...fields,
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    metadata: { name: objectName, ...(labelled && { labels: { app: 'web' } }) },
  })),
);

/** Applies the objects, reads them, changes and deletes them, and lets time pass. */
function handle(objects: readonly object[]): number {
  const session = newSession();
  let created = 0;
  for (const each of objects) {
    const { kind } = each as { readonly kind: string };
    const manifest = JSON.stringify(each);
    if (session.run('apply -f -', manifest).exit === 0) created++;
    session.run('apply --server-side -f -', manifest);
    session.cluster.advanceTo(session.cluster.now() + 40_000);
    for (const verb of ['get', 'describe']) session.run(`${verb} ${kind.toLowerCase()} -A`);
    session.run(`get ${kind.toLowerCase()} -A -o wide`);
  }
  session.run('get all -A');
  for (const each of objects) session.run('delete --wait=false -f -', JSON.stringify(each));
  session.cluster.advanceTo(session.cluster.now() + 400_000);
  return created;
}

const place = (stack = ''): string =>
  stack
    .split('\n')
    .slice(0, 3)
    .join(' ')
    .replaceAll(/\(\S*\/src\//g, '(');

const [seed, numRuns] = [Number(process.env['SEED'] ?? 20_260_911), Number(process.env['RUNS'] ?? 100)];

describe('any object of any kind', () => {
  it('is accepted or refused, shown and deleted, and the cluster goes on', () => {
    const crashes = new Map<string, string>();
    let created = 0;
    const samples = fc.sample(fc.array(object, { minLength: 1, maxLength: 6 }), { seed, numRuns });
    for (const objects of samples) {
      try {
        created += handle(objects);
      } catch (error) {
        crashes.set(place((error as Error).stack), JSON.stringify(objects).slice(0, 300));
      }
    }
    expect([...crashes.keys()]).toEqual([]);
    expect(created).toBeGreaterThan(numRuns / 2);
  }, 300_000);
});
