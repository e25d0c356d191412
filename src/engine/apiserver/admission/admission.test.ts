import { beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Pod } from '../../index.ts';
import { newPod, refusal } from '../../testing/requests.ts';

const user = { name: 'user', reason: 'test' };
let cluster: Cluster;

beforeEach(() => {
  cluster = createCluster();
});

type Spec = Readonly<Record<string, unknown>>;

const create = (manifest: Manifest) => cluster.api.create(manifest, user);
const createPod = (...args: Parameters<typeof newPod>) => create(newPod(...args)) as Pod;

describe('the plugin ServiceAccount', () => {
  const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';
  const account = (name: string, fields: Spec = {}): Manifest => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name },
    ...fields,
  });

  it('gives a Pod the default account and mounts its token in every container', () => {
    const { spec } = createPod('a', { initContainers: [{ name: 'first', image: 'busybox' }] });
    expect(spec).toMatchObject({ serviceAccountName: 'default', serviceAccount: 'default' });
    const [volume] = spec.volumes!;
    expect(volume!.name).toMatch(/^kube-api-access-[a-z0-9]{5}$/);
    expect(volume!.projected).toEqual({
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
        {
          downwardAPI: {
            items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
          },
        },
      ],
    });
    const mount = { mountPath, name: volume!.name, readOnly: true };
    expect(spec.containers[0]!.volumeMounts).toEqual([mount]);
    expect(spec.initContainers![0]!.volumeMounts).toEqual([mount]);
  });

  it('mounts nothing where the Pod or else the account does not want it', () => {
    create(account('quiet', { automountServiceAccountToken: false }));
    expect(createPod('a', { automountServiceAccountToken: false }).spec.volumes).toBeUndefined();
    expect(createPod('b', { serviceAccountName: 'quiet' }).spec.volumes).toBeUndefined();
    const asks = { serviceAccountName: 'quiet', automountServiceAccountToken: true };
    expect(createPod('c', asks).spec.volumes).toHaveLength(1);
  });

  it('leaves a container alone that mounts something at the same path', () => {
    const { spec } = createPod('a', { volumes: [{ name: 'v' }] }, { volumeMounts: [{ name: 'v', mountPath }] });
    expect(spec.volumes).toHaveLength(1);
    expect(spec.containers[0]!.volumeMounts).toHaveLength(1);
  });

  it('gives the pull secrets of the account to a Pod that names none', () => {
    create(account('puller', { imagePullSecrets: [{ name: 'registry' }] }));
    const pull = (name: string, spec: Spec) =>
      createPod(name, { serviceAccountName: 'puller', ...spec }).spec.imagePullSecrets;
    expect(pull('a', {})).toEqual([{ name: 'registry' }]);
    expect(pull('b', { imagePullSecrets: [{ name: 'own' }] })).toEqual([{ name: 'own' }]);
  });

  it('refuses an account that does not exist; before its name is generated, a Pod is called by its prefix', () => {
    const missing = 'is forbidden: error looking up service account default/x: serviceaccount "x" not found';
    expect(refusal(() => createPod('a', { serviceAccountName: 'x' }))).toBe(`pods "a" ${missing}`);
    const { spec } = newPod('a', { serviceAccountName: 'x' });
    const generated: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'web-' }, spec };
    expect(refusal(() => create(generated))).toBe(`pods "web-" ${missing}`);
  });

  it('can be off', () => {
    cluster = createCluster({ admissionPlugins: { ServiceAccount: false } });
    const { spec } = createPod('a', { serviceAccountName: 'x' });
    expect(spec.volumes).toBeUndefined();
    expect(createPod('b').spec.serviceAccountName).toBeUndefined();
    expect(cluster.api.list('configmaps')).toEqual([]);
  });

  it('finds the default account and the root certificate in every namespace, and again when they are deleted', () => {
    create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'new' } });
    cluster.settle();
    cluster.api.delete('serviceaccounts', 'default', 'default', user);
    cluster.api.delete('configmaps', 'kube-root-ca.crt', 'default', user);
    cluster.settle();
    for (const namespace of ['default', 'kube-system', 'new']) {
      expect(cluster.api.get('serviceaccounts', 'default', namespace)).toBeDefined();
      expect(cluster.api.get('configmaps', 'kube-root-ca.crt', namespace)).toBeDefined();
    }
    cluster.api.delete('namespaces', 'new', undefined, user);
    cluster.settle();
    expect(cluster.api.get('namespaces', 'new')).toBeUndefined();
  });
});

describe('the plugin Priority', () => {
  const priorityClass = (name: string, value: number, fields: Spec = {}): Manifest => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value,
    ...fields,
  });
  const priorityOf = ({ spec: { priority, priorityClassName, preemptionPolicy } }: Pod) => [
    priority,
    priorityClassName,
    preemptionPolicy,
  ];

  it('computes the priority from the class, from the default class, or 0', () => {
    expect(priorityOf(createPod('a'))).toEqual([0, undefined, 'PreemptLowerPriority']);
    create(priorityClass('high', 1000, { preemptionPolicy: 'Never' }));
    create(priorityClass('usual', 10, { globalDefault: true }));
    expect(priorityOf(createPod('b', { priorityClassName: 'high' }))).toEqual([1000, 'high', 'Never']);
    expect(priorityOf(createPod('c'))).toEqual([10, 'usual', 'PreemptLowerPriority']);
    const critical = createPod('d', { priorityClassName: 'system-node-critical' });
    expect(critical.spec.priority).toBe(2_000_001_000);
  });

  it('refuses a missing class, and a priority that is not the computed one', () => {
    expect(refusal(() => createPod('a', { priorityClassName: 'high' }))).toBe(
      'pods "a" is forbidden: no PriorityClass with name high was found',
    );
    expect(refusal(() => createPod('a', { priority: 5 }))).toBe(
      'pods "a" is forbidden: the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
    );
  });

  it('refuses a second default class, names that the system keeps, and unknown policies', () => {
    create(priorityClass('one', 1, { globalDefault: true }));
    expect(refusal(() => create(priorityClass('two', 2, { globalDefault: true })))).toBe(
      'priorityclasses.scheduling.k8s.io "two" is forbidden: PriorityClass one is already marked as default. Only one default can exist',
    );
    expect(refusal(() => create(priorityClass('system-mine', 2)))).toBe(
      `PriorityClass.scheduling.k8s.io "system-mine" is invalid: metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-mine is not a known system priority class`,
    );
    expect(refusal(() => create(priorityClass('three', 2, { preemptionPolicy: 'Sometimes' })))).toBe(
      'PriorityClass.scheduling.k8s.io "three" is invalid: preemptionPolicy: Unsupported value: "Sometimes": supported values: "PreemptLowerPriority", "Never"',
    );
  });
});

describe('the plugin LimitRanger', () => {
  const limit = (...limits: Spec[]) =>
    create({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'caps' }, spec: { limits } });

  it('gives defaults, and notes which', () => {
    limit({ type: 'Container', default: { cpu: '500m', memory: '1Gi' }, defaultRequest: { cpu: '100m' } });
    const { spec, metadata } = createPod('a', { initContainers: [{ name: 'first', image: 'busybox' }] });
    const resources = { limits: { cpu: '500m', memory: '1Gi' }, requests: { cpu: '100m', memory: '1Gi' } };
    expect(spec.containers[0]!.resources).toEqual(resources);
    expect(spec.initContainers![0]!.resources).toEqual(resources);
    expect(metadata.annotations).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container main; cpu, memory limit for container main; cpu, memory request for init container first; cpu, memory limit for init container first',
    });
  });

  it('keeps what a container asks for', () => {
    limit({ type: 'Container', default: { cpu: '500m' }, defaultRequest: { cpu: '100m' } });
    const { spec } = createPod('a', {}, { resources: { limits: { cpu: '200m' } } });
    expect(spec.containers[0]!.resources).toEqual({ limits: { cpu: '200m' }, requests: { cpu: '200m' } });
  });

  it.each([
    [
      { max: { cpu: '1' }, default: { cpu: '1' } },
      { limits: { cpu: '2' } },
      'maximum cpu usage per Container is 1, but limit is 2',
    ],
    [{ min: { cpu: '1' } }, { requests: { cpu: '500m' } }, 'minimum cpu usage per Container is 1, but request is 500m'],
    [
      { maxLimitRequestRatio: { memory: '2' } },
      { requests: { memory: '1Gi' }, limits: { memory: '3Gi' } },
      'memory max limit to request ratio per Container is 2, but provided ratio is 3.000000',
    ],
    [
      { maxLimitRequestRatio: { memory: '2' } },
      {},
      'memory max limit to request ratio per Container is 2, but no request is specified or request is 0',
    ],
  ])('bounds each container: %j of %j', (item, resources, why) => {
    limit({ type: 'Container', ...item });
    expect(refusal(() => createPod('a', {}, { resources }))).toBe(`pods "a" is forbidden: ${why}`);
  });

  it('bounds the sum of a Pod, and names all that is wrong', () => {
    limit({ type: 'Pod', max: { cpu: '1', memory: '1Gi' } });
    const resources = { limits: { cpu: '600m', memory: '600Mi' } };
    const containers = ['a', 'b'].map((name) => ({ name, image: 'nginx', resources }));
    expect(refusal(() => createPod('a', { containers }))).toBe(
      'pods "a" is forbidden: [maximum cpu usage per Pod is 1, but limit is 1200m, maximum memory usage per Pod is 1Gi, but limit is 1200Mi]',
    );
    expect(refusal(() => createPod('b'))).toContain('maximum cpu usage per Pod is 1.  No limit is specified');
  });

  // PodValidateLimitFunc goes through the limits of the range in their order.
  it('names what is wrong in the order of the limits', () => {
    limit({ type: 'Pod', max: { cpu: '1' } }, { type: 'Container', max: { memory: '1Gi' } });
    const resources = { limits: { cpu: '2', memory: '2Gi' } };
    expect(refusal(() => createPod('a', {}, { resources }))).toBe(
      'pods "a" is forbidden: [maximum cpu usage per Pod is 1, but limit is 2, maximum memory usage per Container is 1Gi, but limit is 2Gi]',
    );
  });

  // SupportsAttributes
  it('bounds a resize, and no other update of a Pod', () => {
    createPod('a', {}, { resources: { limits: { cpu: '500m' } } });
    limit({ type: 'Container', max: { cpu: '1' } });
    const patch = (body: object, options?: { subresource: 'resize' }): unknown =>
      cluster.api.patch('pods', 'a', 'default', 'strategic', body, user, options);
    const cpu = (limit: string): object => ({
      spec: { containers: [{ name: 'main', resources: { limits: { cpu: limit } } }] },
    });
    expect(refusal(() => patch(cpu('2'), { subresource: 'resize' }))).toBe(
      'pods "a" is forbidden: maximum cpu usage per Container is 1, but limit is 2',
    );
    expect(refusal(() => patch(cpu('1'), { subresource: 'resize' }))).toBe('accepted');
    const lower = { spec: { limits: [{ type: 'Container', max: { cpu: '200m' } }] } };
    cluster.api.patch('limitranges', 'caps', 'default', 'merge', lower, user);
    expect(refusal(() => patch({ metadata: { labels: { a: 'b' } } }))).toBe('accepted');
  });

  it('bounds claims', () => {
    limit({ type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '5Gi' } });
    const claim = (storage: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'c' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    });
    const about = 'persistentvolumeclaims "c" is forbidden:';
    expect(refusal(() => create(claim('10Gi')))).toBe(
      `${about} maximum storage usage per PersistentVolumeClaim is 5Gi, but request is 10Gi`,
    );
    expect(refusal(() => create(claim('1Mi')))).toBe(
      `${about} minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 1Mi`,
    );
    expect(refusal(() => create(claim('2Gi')))).toBe('accepted');
  });
});
