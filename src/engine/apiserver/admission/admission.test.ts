import { beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Pod, StatusError } from '../../index.ts';
import { newStatefulSet } from '../../testing/builders.ts';

const user = { name: 'user', reason: 'test' };
let cluster: Cluster;

beforeEach(() => {
  cluster = createCluster();
});

type Spec = Readonly<Record<string, unknown>>;

const newPod = (name: string, spec: Spec = {}, container: Spec = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'main', image: 'nginx', ...container }], ...spec },
});
const create = (manifest: Manifest) => cluster.api.create(manifest, user);
const createPod = (...args: Parameters<typeof newPod>) => create(newPod(...args)) as Pod;

/** Why the request is refused. */
function refusal(request: () => unknown): string {
  try {
    request();
  } catch (error) {
    if (error instanceof StatusError) return error.message;
    throw error;
  }
  return 'accepted';
}

/** The warnings of a request. */
function warnings(manifest: Manifest): string[] {
  const heard: string[] = [];
  cluster.api.create(manifest, user, { onWarning: (text) => heard.push(text), dryRun: true });
  return heard;
}

const label = (labels: Readonly<Record<string, string | null>>) =>
  cluster.api.patch('namespaces', 'default', undefined, 'merge', { metadata: { labels } }, user);

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

  it('refuses a second default class, and names that the system keeps', () => {
    create(priorityClass('one', 1, { globalDefault: true }));
    expect(refusal(() => create(priorityClass('two', 2, { globalDefault: true })))).toBe(
      'priorityclasses.scheduling.k8s.io "two" is forbidden: PriorityClass one is already marked as default. Only one default can exist',
    );
    expect(refusal(() => create(priorityClass('system-mine', 2)))).toBe(
      `PriorityClass.scheduling.k8s.io "system-mine" is invalid: metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-mine is not a known system priority class`,
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

describe('the plugin PodSecurity', () => {
  const baseline = (level = 'baseline') => label({ 'pod-security.kubernetes.io/enforce': level });
  const violates = (level: string, why: string) =>
    `pods "a" is forbidden: violates PodSecurity "${level}:latest": ${why}`;

  it.each([
    [{ hostNetwork: true, hostPID: true }, {}, 'host namespaces (hostNetwork=true, hostPID=true)'],
    [
      {},
      { securityContext: { privileged: true } },
      'privileged (container "main" must not set securityContext.privileged=true)',
    ],
    [
      {},
      { securityContext: { capabilities: { add: ['SYS_ADMIN', 'CHOWN', 'NET_ADMIN'] } } },
      'non-default capabilities (container "main" must not include "NET_ADMIN", "SYS_ADMIN" in securityContext.capabilities.add)',
    ],
    [{ volumes: [{ name: 'v', hostPath: { path: '/' } }] }, {}, 'hostPath volumes (volume "v")'],
    [
      {},
      {
        ports: [
          { containerPort: 80, hostPort: 8080 },
          { containerPort: 90, hostPort: 9090 },
        ],
      },
      'hostPort (container "main" uses hostPorts 8080, 9090)',
    ],
    [
      { securityContext: { seccompProfile: { type: 'Unconfined' } } },
      {},
      'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } },
      {},
      'forbidden sysctls (kernel.msgmax)',
    ],
    [
      {},
      { securityContext: { seLinuxOptions: { type: 'spc_t', user: 'u' } } },
      'seLinuxOptions (container "main" set forbidden securityContext.seLinuxOptions: type "spc_t"; user may not be set)',
    ],
    [
      {},
      { livenessProbe: { httpGet: { port: 80, host: '10.0.0.1' } } },
      'probe or lifecycle host (container "main" uses probe or lifecycle host "10.0.0.1")',
    ],
  ])('forbids at level baseline: %j %j', (spec, container, why) => {
    baseline();
    expect(refusal(() => createPod('a', spec, container))).toBe(violates('baseline', why));
  });

  const strict = {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  };
  const strictContainer = {
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };

  it('accepts what keeps all rules, with the token of its account', () => {
    baseline('restricted');
    expect(refusal(() => createPod('a', strict, strictContainer))).toBe('accepted');
  });

  it.each([
    [
      { ...strict, volumes: [{ name: 'v', hostPath: { path: '/' } }] },
      strictContainer,
      'restricted volume types (volume "v" uses restricted volume type "hostPath")',
    ],
    [
      strict,
      { securityContext: { ...strictContainer.securityContext, runAsUser: 0 } },
      'runAsUser=0 (container "main" must not set runAsUser=0)',
    ],
    [
      { securityContext: { ...strict.securityContext, runAsNonRoot: false } },
      strictContainer,
      'runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)',
    ],
    [
      strict,
      { securityContext: { ...strictContainer.securityContext, capabilities: { add: ['CHOWN'] } } },
      'unrestricted capabilities (container "main" must set securityContext.capabilities.drop=["ALL"]; container "main" must not include "CHOWN" in securityContext.capabilities.add)',
    ],
  ])('forbids at level restricted: %j %j', (spec, container, why) => {
    baseline('restricted');
    expect(refusal(() => createPod('a', spec, container))).toBe(violates('restricted', why));
  });

  it('warns of templates, by the level of warn or else of enforce', () => {
    label({ 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/enforce-version': 'v1.30' });
    const set = newStatefulSet({ claims: false });
    expect(warnings(set)).toEqual([]);
    label({ 'pod-security.kubernetes.io/warn': 'restricted' });
    expect(warnings(set)).toEqual([
      expect.stringMatching(/^would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false \(/),
    ]);
    label({ 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': null });
    expect(warnings(set)).toEqual([expect.stringMatching(/^would violate PodSecurity "restricted:v1.30": /)]);
    label({ 'pod-security.kubernetes.io/warn': 'privileged' });
    expect(warnings(set)).toEqual([]);
  });

  it('tells of Pods that a new level would forbid', () => {
    for (const name of ['a', 'b', 'c']) createPod(name);
    createPod('d', { hostNetwork: true });
    const heard: string[] = [];
    const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
    const onWarning = (text: string) => heard.push(text);
    cluster.api.patch('namespaces', 'default', undefined, 'merge', { metadata: { labels } }, user, { onWarning });
    expect(heard).toEqual([
      'existing pods in namespace "default" violate the new PodSecurity enforce level "baseline:latest"',
      'd: host namespaces',
    ]);
  });

  it('refuses labels that mean nothing', () => {
    expect(refusal(() => baseline('strict'))).toBe(
      'Namespace "default" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    );
    expect(refusal(() => label({ 'pod-security.kubernetes.io/warn-version': '1.30' }))).toBe(
      'Namespace "default" is invalid: metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "1.30": must be "latest" or "v1.x"',
    );
  });
});
