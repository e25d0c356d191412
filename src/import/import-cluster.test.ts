import { describe, expect, it } from 'vitest';
import { createCluster, type Manifest, resources, timestamp } from '../engine/index.ts';
import { importCluster, importing, importingObjects, resultOf } from './import-cluster.ts';

const actor = { name: 'user', reason: 'test' };

const set = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    serviceName: 'nginx',
    selector: { matchLabels: { app: 'nginx' } },
    template: {
      metadata: { labels: { app: 'nginx' } },
      spec: {
        containers: [{ name: 'nginx', image: 'nginx:1.27', env: [{ name: 'PASSWORD', value: 'correct horse' }] }],
      },
    },
  },
};
const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'login',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"password":"aHVudGVyMg=="}}' },
  },
  data: { password: 'aHVudGVyMg==' },
};

/** A cluster at rest with a set of two and a Secret. */
function running() {
  const cluster = createCluster();
  for (const object of [set, secret]) cluster.api.create(object as Manifest, actor);
  cluster.settle();
  cluster.advanceTo(cluster.now() + 60_000);
  return cluster;
}

/** The output of `kubectl get KINDS -A -o json`. */
function dump(kinds?: readonly string[]): string {
  const { api } = running();
  const items = resources
    .filter(({ kind }) => kinds?.includes(kind) ?? true)
    .flatMap(({ resource }) => api.list(resource) as readonly object[]);
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
const imported = (text: string, environment: 'keep' | 'withhold' = 'withhold') =>
  importCluster([{ name: 'dump', text }], environment);

describe('a cluster that is restored', () => {
  it('has the objects as they were read', () => {
    const before = running();
    const after = createCluster(imported(dump(), 'keep').options);
    for (const resource of ['statefulsets', 'pods', 'controllerrevisions', 'nodes', 'services'] as const) {
      expect(after.api.list(resource)).toEqual(before.api.list(resource));
    }
  });

  it('does nothing by itself', () => {
    const cluster = createCluster(imported(dump()).options);
    const records = cluster.history.length;
    cluster.settle();
    cluster.advanceTo(cluster.now() + 3_600_000);
    expect(cluster.history).toHaveLength(records);
  });

  it('begins at the newest time of the dump, and counts resourceVersions on from the highest', () => {
    const { options, at, objects } = imported(dump());
    const cluster = createCluster(options);
    expect(cluster.now()).toBe(at);
    const made = cluster.api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new' } }, actor);
    const versions = objects.map(({ metadata }) => Number(metadata.resourceVersion));
    expect(Number(made.metadata.resourceVersion)).toBeGreaterThan(Math.max(...versions));
    expect(made.metadata.creationTimestamp).toBe(timestamp(at));
  });

  it('keeps the name of a revision whose hash another version would compute otherwise', () => {
    const other = dump().replaceAll(/web-[a-z0-9]{8,10}(?=")/g, 'web-0ldhash');
    const cluster = createCluster(imported(other).options);
    cluster.api.patch('statefulsets', 'web', 'default', 'merge', { spec: { replicas: 3 } }, actor);
    cluster.settle();
    expect(cluster.api.list('controllerrevisions').map(({ metadata }) => metadata.name)).toEqual(['web-0ldhash']);
    expect(cluster.api.get('pods', 'web-2', 'default')?.metadata.labels).toMatchObject({
      'controller-revision-hash': 'web-0ldhash',
    });
  });

  it('takes templates for equal that differ only in zero values', () => {
    const text = dump().replaceAll('"template":{"metadata":{', '"template":{"metadata":{"creationTimestamp":null,');
    const cluster = createCluster(imported(text).options);
    cluster.api.patch('statefulsets', 'web', 'default', 'merge', { metadata: { annotations: { a: 'b' } } }, actor);
    cluster.settle();
    expect(cluster.api.list('controllerrevisions')).toHaveLength(1);
  });

  it('does not collect Pods whose owner was not read', () => {
    const cluster = createCluster(imported(dump(['Pod'])).options);
    cluster.api.patch('pods', 'web-0', 'default', 'merge', { metadata: { labels: { a: 'b' } } }, actor);
    cluster.settle();
    expect(cluster.api.list('pods')).toHaveLength(2);
  });
});

describe('what is left out on the way in', () => {
  it('is the data of Secrets, also as it was applied, and the values of variables', () => {
    const { objects, withheld } = imported(dump());
    const text = JSON.stringify(objects);
    expect(text).not.toContain('aHVudGVyMg==');
    expect(text).not.toContain('correct horse');
    expect(withheld).toContainEqual({ field: 'data', kind: 'Secret', count: 1 });
    expect(withheld).toContainEqual({ field: 'lastApplied', kind: 'Secret', count: 1 });
    expect(withheld.map(({ field }) => field)).toContain('environment');
  });

  it('is not withheld once more when the objects are imported again', () => {
    const { objects } = imported(dump());
    const again = resultOf(importingObjects(objects as unknown as readonly Manifest[], 'withhold'));
    expect(again.objects).toEqual(objects);
  });

  it('leaves the set and its revision equal', () => {
    const cluster = createCluster(imported(dump()).options);
    cluster.api.patch('statefulsets', 'web', 'default', 'merge', { spec: { replicas: 1 } }, actor);
    cluster.settle();
    expect(cluster.api.list('controllerrevisions')).toHaveLength(1);
  });
});

describe('a dump of few kinds', () => {
  it('says which kinds are missing, with the command that brings them', () => {
    const { lacks } = imported(dump(['StatefulSet', 'Pod']));
    expect(lacks.map(({ command }) => command)).toEqual([
      'kubectl get controllerrevision -o yaml',
      'kubectl get node -o yaml',
      'kubectl get svc -o yaml',
    ]);
  });

  it('says that the set of Pods was not read', () => {
    const lacks = imported(dump(['Pod', 'Node'])).lacks.filter(({ kind }) => kind === 'StatefulSet');
    expect(lacks).toEqual([{ kind: 'StatefulSet', names: ['web'], more: 0, command: 'kubectl get sts -o yaml' }]);
  });

  it('has a default class, also for a set that is created later', () => {
    const claim = (phase: string, storageClassName?: string) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'www-web-0', namespace: 'default', uid: 'c', creationTimestamp: '2026-11-29T01:00:00Z' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName },
        status: { phase },
      });
    const defaults = (text: string) =>
      createCluster(imported(text).options)
        .api.list('storageclasses')
        .filter(({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true')
        .map(({ metadata }) => metadata.name);
    expect(defaults(dump(['Pod']))).toEqual(['standard']);
    expect(defaults(claim('Bound', 'fast'))).toEqual(['fast']);
    // A claim that waits for a class shows that the cluster has no default one.
    expect(defaults(claim('Pending'))).toEqual([]);
  });

  it('has the revision that the status names', () => {
    const { api } = createCluster(imported(dump(['StatefulSet', 'Pod'])).options);
    const [web] = api.list('statefulsets');
    expect(api.list('controllerrevisions').map(({ metadata }) => metadata.name)).toEqual([web!.status.updateRevision]);
  });
});

describe('a list in YAML', () => {
  const item = (name: string): string =>
    `- apiVersion: v1\n  data:\n    text: |\n      - no item\n\n      items:\n  kind: ConfigMap\n  metadata:\n    name: ${name}\n    namespace: default\n    uid: uid-of-${name}\n`;
  const listOf = (items: string): string =>
    `apiVersion: v1\nitems:\n${items}kind: List\nmetadata:\n  resourceVersion: ""\n`;

  it('is read item by item, whatever its texts hold', () => {
    const names = ['a', 'b', 'c'];
    const { objects } = imported(listOf(names.map(item).join('')));
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(names);
  });

  it('may be indented, and be one of several documents', () => {
    const indented = listOf(item('a').replace(/^(?=.)/gm, '  '));
    const { objects } = imported(`${indented}---\n${listOf(item('b'))}`);
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });

  it('is refused with the line in the file, not in the item', () => {
    // The text is open in line 14, and its end is missed in the next line.
    expect(() => imported(listOf(`${item('a')}- kind: "\n`))).toThrow('yaml: line 15:');
  });

  it('is read in as many parts as it has items', () => {
    const parts = [...importing([{ name: 'dump', text: listOf(item('a') + item('b')) }], 'withhold')];
    expect(parts.length).toBeGreaterThan(4);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  });
});

describe('a text that is no dump', () => {
  it.each([
    ['', 'the dump has no objects'],
    ['[]', 'dump'],
    ['{"kind":"Table","apiVersion":"meta.k8s.io/v1"}', 'a Table lacks most of the object'],
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: a}', 'has no uid'],
    ['apiVersion: v1\nkind: Pod\nmetadata: [', 'error'],
    ['{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"a","uid":"b"}}', 'no objects of kinds'],
  ])('%j is refused in words', (text, why) => {
    expect(() => imported(text)).toThrow(why);
  });

  it('is refused when it has too many objects', () => {
    const item = (i: number) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `a${i}`, uid: `b${i}` } });
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [0, 1, 2].map(item) });
    expect(() => resultOf(importing([{ name: 'dump', text }], 'withhold', { objects: 2 }))).toThrow('more than 2');
  });

  it('is refused when lists are within lists without end', () => {
    const open = '{"apiVersion":"v1","kind":"List","items":[';
    expect(() => imported(open.repeat(50) + ']}'.repeat(50))).toThrow('not a Kubernetes object');
  });

  it('is refused when it is too large', () => {
    expect(() => imported(' '.repeat(33 * 2 ** 20))).toThrow('the dump is larger than 32 MiB');
  });
});
