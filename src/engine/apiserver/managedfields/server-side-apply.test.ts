import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type KubernetesObject, type Manifest, StatusError } from '../../index.ts';

const actor = { name: 'user', reason: 'test' };

const config = (fields: object, metadata: object = {}): Manifest =>
  ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'one', namespace: 'default', ...metadata },
    ...fields,
  }) as Manifest;

const deployment = (container: object, spec: object = {}): Manifest =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', ...container }] } },
      ...spec,
    },
  }) as unknown as Manifest;

function apply(cluster: Cluster, object: Manifest, fieldManager = 'a', force = false): KubernetesObject {
  const resource = object.kind === 'ConfigMap' ? 'configmaps' : 'deployments';
  const options = { fieldManager, force };
  return cluster.api.patch(resource, object.metadata!.name!, 'default', 'apply', object, actor, options);
}

const one = (cluster: Cluster) =>
  cluster.api.get('configmaps', 'one', 'default')! as KubernetesObject & { data?: object };
const web = (cluster: Cluster) => cluster.api.get('deployments', 'web', 'default')!;
const containerOf = (cluster: Cluster) => web(cluster).spec.template.spec.containers[0]!;
const managers = (cluster: Cluster, object: KubernetesObject) =>
  cluster.api
    .managedFields(object)
    .map(({ manager, operation, subresource }) => [manager, operation, subresource].join(' ').trim());

const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof StatusError) return `${error.reason}: ${error.message}`;
  }
  return 'not refused';
};

describe('A server-side apply', () => {
  it('creates what is not there, with defaults that nobody manages', () => {
    const cluster = createCluster();
    apply(cluster, deployment({ image: 'nginx:1.27', ports: [{ containerPort: 80 }] }));
    expect(web(cluster).spec.replicas).toBe(1);
    expect(cluster.api.managedFields(web(cluster))[0]!.fieldsV1['f:spec']).toEqual({
      'f:selector': {},
      'f:template': {
        'f:metadata': { 'f:labels': { 'f:app': {} } },
        'f:spec': {
          'f:containers': {
            'k:{"name":"main"}': {
              '.': {},
              'f:image': {},
              'f:name': {},
              'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } },
            },
          },
        },
      },
    });
  });

  it('leaves alone what it does not mention, and removes what it no longer mentions', () => {
    const cluster = createCluster();
    apply(cluster, config({ data: { a: '1', b: '2' } }));
    apply(cluster, config({ data: { c: '3' } }), 'b');
    expect(one(cluster).data).toEqual({ a: '1', b: '2', c: '3' });
    apply(cluster, config({ data: { a: '1' } }));
    expect(one(cluster).data).toEqual({ a: '1', c: '3' });
  });

  it('keeps what another applier has, too', () => {
    const cluster = createCluster();
    apply(cluster, config({ data: { a: '1' } }));
    apply(cluster, config({ data: { a: '1' } }), 'b');
    apply(cluster, config({}));
    expect(one(cluster).data).toEqual({ a: '1' });
    apply(cluster, config({}), 'b');
    expect(one(cluster).data).toBeUndefined();
  });

  it('keeps what an update has set beside it', () => {
    const cluster = createCluster();
    apply(cluster, config({}, { labels: { a: '1' } }));
    cluster.api.patch('configmaps', 'one', 'default', 'merge', { metadata: { labels: { b: '2' } } }, actor);
    apply(cluster, config({}));
    expect(one(cluster).metadata.labels).toEqual({ b: '2' });
  });

  it('gives a field that is no longer applied its default', () => {
    const cluster = createCluster();
    apply(cluster, deployment({ image: 'nginx:1.27', imagePullPolicy: 'Always' }, { replicas: 3 }));
    apply(cluster, deployment({ image: 'nginx:1.27' }));
    expect(web(cluster).spec.replicas).toBe(1);
    expect(containerOf(cluster).imagePullPolicy).toBe('IfNotPresent');
  });

  it('merges lists by their keys, in the order of what is applied', () => {
    const cluster = createCluster();
    apply(
      cluster,
      deployment({
        image: 'nginx:1.27',
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
      }),
    );
    apply(
      cluster,
      deployment({
        env: [
          { name: 'C', value: '3' },
          { name: 'B', value: '2' },
        ],
      }),
      'b',
    );
    expect(containerOf(cluster).env!.map(({ name }) => name)).toEqual(['A', 'C', 'B']);
    apply(cluster, deployment({ image: 'nginx:1.27', env: [{ name: 'A', value: '1' }] }));
    expect(containerOf(cluster).env!.map(({ name }) => name)).toEqual(['A', 'C', 'B']);
    apply(cluster, deployment({}), 'b');
    expect(containerOf(cluster).env!.map(({ name }) => name)).toEqual(['A']);
  });

  it('is refused where another manager would lose a field, and takes it by force', () => {
    const cluster = createCluster();
    apply(cluster, config({ data: { a: '1', b: '1', c: '1' } }));
    cluster.api.patch('configmaps', 'one', 'default', 'merge', { data: { c: '2' } }, actor, { fieldManager: 'z' });
    const wanted = config({ data: { a: '9', b: '9', c: '9' } });
    expect(refusal(() => apply(cluster, wanted, 'b'))).toBe(
      'Conflict: Apply failed with 3 conflicts: conflicts with "a":\n- .data.a\n- .data.b\nconflicts with "z" using v1:\n- .data.c',
    );
    expect(one(cluster).data).toEqual({ a: '1', b: '1', c: '2' });
    apply(cluster, wanted, 'b', true);
    expect(one(cluster).data).toEqual({ a: '9', b: '9', c: '9' });
    expect(managers(cluster, one(cluster))).toEqual(['b Apply']);
  });

  it('shares a field whose value is the same', () => {
    const cluster = createCluster();
    apply(cluster, config({ data: { a: '1' } }));
    apply(cluster, config({ data: { a: '1' } }), 'b');
    expect(managers(cluster, one(cluster))).toEqual(['b Apply', 'a Apply']);
    expect(refusal(() => apply(cluster, config({ data: { a: '2' } })))).toBe(
      'Conflict: Apply failed with 1 conflict: conflict with "b": .data.a',
    );
  });

  it('writes nothing when nothing changes, neither the object nor its managers', () => {
    const cluster = createCluster();
    const { metadata } = apply(cluster, config({ data: { a: '1' } }));
    cluster.advanceTo(60_000);
    expect(apply(cluster, config({ data: { a: '1' } })).metadata.resourceVersion).toBe(metadata.resourceVersion);
    expect(apply(cluster, config({ data: { a: '1' } }), 'b').metadata.resourceVersion).not.toBe(
      metadata.resourceVersion,
    );
  });

  it('names each field that its kind does not have or that has a wrong type', () => {
    const cluster = createCluster();
    expect(refusal(() => apply(cluster, config({ data: { a: 1 } })))).toBe(
      ': failed to create typed patch object (default/one; /v1, Kind=ConfigMap): .data.a: expected string, got &value.valueUnstructured{Value:1}',
    );
    expect(refusal(() => apply(cluster, deployment({ imag: 'nginx' }, { replicas: '2' })))).toBe(
      ': failed to create typed patch object (default/web; apps/v1, Kind=Deployment): errors:\n' +
        '  .spec.replicas: expected numeric (int or float), got &value.valueUnstructured{Value:"2"}\n' +
        '  .spec.template.spec.containers[name="main"].imag: field not declared in schema',
    );
    expect(refusal(() => apply(cluster, config({}, { managedFields: [] })))).toBe(
      'BadRequest: metadata.managedFields must be nil',
    );
  });

  it('tells what a dry run would make of the managers, and keeps it to itself', () => {
    const cluster = createCluster();
    const options = { fieldManager: 'a', dryRun: true };
    const object = cluster.api.patch(
      'configmaps',
      'one',
      'default',
      'apply',
      config({ data: { a: '1' } }),
      actor,
      options,
    );
    expect(managers(cluster, object)).toEqual(['a Apply']);
    expect(object.metadata.resourceVersion).toBeUndefined();
    expect(cluster.api.get('configmaps', 'one', 'default')).toBeUndefined();
  });
});

describe('managedFields', () => {
  it('can be reset by hand: what was there belongs to whoever was there before the next apply', () => {
    const cluster = createCluster();
    apply(cluster, config({ data: { a: '1' } }));
    cluster.api.patch('configmaps', 'one', 'default', 'merge', { metadata: { managedFields: [{}] } }, actor);
    expect(cluster.api.managedFields(one(cluster))).toEqual([]);
    expect(refusal(() => apply(cluster, config({ data: { a: '2' } })))).toBe(
      'Conflict: Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .data.a',
    );
  });

  it('names the programs that write, and their subresources', () => {
    const cluster = createCluster();
    cluster.api.create(deployment({ image: 'nginx:1.27' }), actor, { fieldManager: 'kubectl-create' });
    cluster.settle();
    expect(managers(cluster, web(cluster))).toEqual(
      expect.arrayContaining(['kubectl-create Update', 'kube-controller-manager Update status']),
    );
    const [pod] = cluster.api.list('pods');
    expect(managers(cluster, pod!)).toContain('kube-controller-manager Update');
    expect(managers(cluster, pod!)).toContain('kubelet Update status');
    const created = cluster.api.managedFields(pod!).find(({ subresource }) => subresource === undefined)!;
    expect(created.fieldsV1['f:spec']).not.toHaveProperty('f:tolerations');
    expect(created.fieldsV1['f:spec']).not.toHaveProperty('f:nodeName');
    expect(created.fieldsV1['f:spec']).toHaveProperty('f:restartPolicy');
    expect(created.fieldsV1['f:metadata']).toHaveProperty('f:ownerReferences');
  });

  it('says the same, whether it is asked for after each write or once at the end', () => {
    const story = (asks: boolean) => {
      const cluster = createCluster({ seed: 3 });
      const ask = () => asks && cluster.api.list('deployments').forEach((object) => cluster.api.managedFields(object));
      cluster.subscribe(ask);
      apply(cluster, deployment({ image: 'nginx:1.27' }, { replicas: 2 }));
      cluster.settle();
      cluster.api.patch('deployments', 'web', 'default', 'merge', { spec: { replicas: 3 } }, actor, {
        subresource: 'scale',
      });
      cluster.settle();
      apply(cluster, deployment({ image: 'nginx:1.28' }), 'b', true);
      cluster.settle();
      return cluster.api.managedFields(web(cluster));
    };
    expect(story(true)).toEqual(story(false));
  });

  it('is the same after a replay', () => {
    const cluster = createCluster();
    apply(cluster, deployment({ image: 'nginx:1.27' }));
    const patch = [{ op: 'replace', path: '/spec/replicas', value: 2 }];
    cluster.api.patch('deployments', 'web', 'default', 'json', patch, actor, { fieldManager: 'kubectl-patch' });
    apply(cluster, deployment({ image: 'nginx:1.28' }, { replicas: 2 }), 'b', true);
    const again = createCluster();
    again.replay(cluster.inputs);
    expect(again.api.managedFields(web(again))).toEqual(cluster.api.managedFields(web(cluster)));
  });
});
