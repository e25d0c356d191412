// Expected texts: recorded of a v1.36 API server where marked (r), else from its validation functions.
import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../types.ts';
import { validateCreate } from './index.ts';

function refusals(apiVersion: string, kind: string, spec: object): readonly string[] {
  const object = { apiVersion, kind, metadata: { name: 'a' }, spec } as unknown as KubernetesObject;
  return validateCreate(object, { MaxUnavailableStatefulSet: false }).map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

describe('quotas', () => {
  const quota = (spec: object): readonly string[] => refusals('v1', 'ResourceQuota', spec);

  it('count what there is', () => {
    expect(quota({ hard: { 'count/secrets': '1', 'requests.nvidia.com/gpu': '1', cpu: '1500m' } })).toEqual([]);
    expect(quota({ hard: { foo: '5', pods: '-1', services: '500m' } })).toEqual([
      'spec.hard[foo]: Invalid value: "foo": must be a standard resource type or fully qualified',
      'spec.hard[foo]: Invalid value: "foo": must be a standard resource for quota',
      'spec.hard[pods]: Invalid value: "-1": must be greater than or equal to 0',
      'spec.hard[services]: Invalid value: "500m": must be an integer',
    ]);
  });

  it('have scopes that go with what they count, and with each other', () => {
    expect(quota({ hard: { pods: '5', 'requests.cpu': '1' }, scopes: ['BestEffort'] })).toEqual([
      'spec.scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource',
    ]);
    expect(quota({ hard: { pods: '5' }, scopes: ['Terminating', 'NotTerminating', 'Foo'] })).toEqual([
      'spec.scopes: Invalid value: ["Terminating","NotTerminating","Foo"]: unsupported scope',
      'spec.scopes: Invalid value: ["Terminating","NotTerminating","Foo"]: conflicting scopes',
    ]);
  });

  // validateScopedResourceSelectorRequirement
  it('have scope selectors of the same rules, and with the operators and values of each scope', () => {
    const at = 'spec.scopeSelector.matchExpressions';
    const select = (hard: object, ...matchExpressions: object[]): readonly string[] =>
      quota({ hard, scopeSelector: { matchExpressions } });
    const high = { scopeName: 'PriorityClass', operator: 'In', values: ['high'] };
    expect(select({ pods: '5' }, high, { scopeName: 'BestEffort', operator: 'Exists' })).toEqual([]);
    expect(select({ pods: '5' }, { scopeName: 'PriorityClass', operator: 'NotIn' })).toEqual([
      `${at}.values: Required value: must be at least one value when \`operator\` is 'In' or 'NotIn' for scope selector`,
    ]);
    expect(select({ pods: '5' }, { ...high, operator: 'DoesNotExist' }, { ...high, operator: 'Foo' })).toEqual([
      `${at}.values: Invalid value: ["high"]: must be no value when \`operator\` is 'Exist' or 'DoesNotExist' for scope selector`,
      `${at}.operator: Invalid value: "Foo": not a valid selector operator`,
    ]);
    expect(select({ 'requests.storage': '1' }, { scopeName: 'Foo', operator: 'Exists' }, high)).toEqual([
      `${at}.scopeName: Invalid value: "Foo": unsupported scope`,
      `${at}: Invalid value: {"MatchExpressions":[{"ScopeName":"Foo","Operator":"Exists","Values":null},{"ScopeName":"PriorityClass","Operator":"In","Values":["high"]}]}: unsupported scope applied to resource`,
    ]);
  });
});

describe('limit ranges', () => {
  const limits = (...items: readonly object[]): readonly string[] => refusals('v1', 'LimitRange', { limits: items });
  const at = 'spec.limits[0]';

  it('are of a known type, once', () => {
    expect(limits({ type: 'Foo' }, { type: 'Container' }, { type: 'Container' })).toEqual([
      `${at}.type: Invalid value: "Foo": must be a standard limit type or fully qualified`,
      'spec.limits[2].type: Duplicate value: "Container"',
    ]);
  });

  it('have no defaults for Pods, and bounds for claims', () => {
    expect(limits({ type: 'Pod', default: { cpu: '1' } }, { type: 'PersistentVolumeClaim' })).toEqual([
      `${at}.default: Forbidden: may not be specified when \`type\` is 'Pod'`,
      'spec.limits[1].limits: Required value: either minimum or maximum storage value is required, but neither was provided',
    ]);
  });

  it.each([
    [{ min: '2', max: '1' }, 'min[cpu]: Invalid value: "2": min value 2 is greater than max value 1'],
    [
      { defaultRequest: '200m', default: '100m' },
      'defaultRequest[cpu]: Invalid value: "200m": default request value 200m is greater than default limit value 100m',
    ],
    [{ default: '2', max: '1' }, 'default[cpu]: Invalid value: "1": default value 2 is greater than max value 1'],
    [{ min: '2', default: '1' }, 'default[cpu]: Invalid value: "2": min value 2 is greater than default value 1'],
    [{ maxLimitRequestRatio: '500m' }, 'maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1'],
    [
      { min: '1', max: '2', maxLimitRequestRatio: '3' },
      'maxLimitRequestRatio[cpu]: Invalid value: "3": ratio 3 is greater than max/min = 2.000000',
    ],
  ])('%j contradicts itself', (amounts, expected) => {
    const item = Object.fromEntries(Object.entries(amounts).map(([list, cpu]) => [list, { cpu }]));
    expect(limits({ type: 'Container', ...item })).toEqual([`${at}.${expected}`]);
  });
});

describe('budgets', () => {
  const budget = (spec: object): readonly string[] => refusals('policy/v1', 'PodDisruptionBudget', spec);

  it.each<[string, object, readonly string[]]>([
    ['100% is a budget', { minAvailable: '100%' }, []],
    [
      '(r) more than 100%',
      { minAvailable: '150%' },
      ['spec.minAvailable: Invalid value: "150%": must not be greater than 100%'],
    ],
    [
      'less than none',
      { maxUnavailable: -1 },
      ['spec.maxUnavailable: Invalid value: -1: must be greater than or equal to 0'],
    ],
    [
      'an unknown policy',
      { unhealthyPodEvictionPolicy: 'Never' },
      [
        'spec.unhealthyPodEvictionPolicy: Unsupported value: "Never": supported values: "AlwaysAllow", "IfHealthyBudget"',
      ],
    ],
  ])('%s', (_, spec, expected) => {
    expect(budget(spec)).toEqual(expected);
  });
});

describe('PersistentVolumes', () => {
  const volume = (spec: object): readonly string[] =>
    refusals('v1', 'PersistentVolume', { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...spec });

  it.each<[string, object, readonly string[]]>([
    [
      '(r) a local one names its node',
      { local: { path: '/mnt' } },
      ['spec.nodeAffinity: Required value: Local volume requires node affinity'],
    ],
    ['a hostPath has a path', { hostPath: {} }, ['spec.hostPath.path: Required value']],
    [
      'no capacity',
      { capacity: undefined, hostPath: { path: '/a' } },
      ['spec.capacity: Required value', 'spec.capacity: Unsupported value: null: supported values: "storage"'],
    ],
    [
      'capacity of something else',
      { capacity: { cpu: '0' }, hostPath: { path: '/a' } },
      [
        'spec.capacity: Unsupported value: {"cpu":"0"}: supported values: "storage"',
        'spec.capacity[cpu]: Invalid value: "0": must be greater than zero',
      ],
    ],
    [
      'a path upwards',
      { hostPath: { path: '/a/../b' } },
      [`spec.hostPath.path: Invalid value: "/a/../b": must not contain '..'`],
    ],
    ['a driver without volume', { csi: { driver: 'd' } }, ['spec.csi.volumeHandle: Required value']],
    [
      'an affinity to no node',
      { csi: { driver: 'd', volumeHandle: 'h' }, nodeAffinity: { required: { nodeSelectorTerms: [] } } },
      ['spec.nodeAffinity.required.nodeSelectorTerms: Required value: must have at least one node selector term'],
    ],
    [
      'an affinity that says nothing',
      { local: { path: '/a' }, nodeAffinity: {} },
      ['spec.nodeAffinity.required: Required value: must specify required node constraints'],
    ],
    [
      'a root directory to be emptied',
      { hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' },
      ["spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'"],
    ],
    [
      'one source only',
      { hostPath: { path: '/a' }, nfs: { server: 's', path: '/' } },
      ['spec.nfs: Forbidden: may not specify more than 1 volume type'],
    ],
  ])('%s', (_, spec, expected) => {
    expect(volume(spec)).toEqual(expected);
  });
});

describe('Ingresses', () => {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  const ingress = (rule: object, path: object = {}): readonly string[] =>
    refusals('networking.k8s.io/v1', 'Ingress', {
      rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend, ...path }] }, ...rule }],
    });
  const at = 'spec.rules[0].http.paths[0]';

  it.each<[string, object, object, readonly string[]]>([
    ['a wildcard host', { host: '*.example.com' }, {}, []],
    [
      'an address for a host',
      { host: '10.0.0.1' },
      {},
      ['spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address'],
    ],
    ['(r) a relative path', {}, { path: 'x' }, [`${at}.path: Invalid value: "x": must be an absolute path`]],
    ['a path with two slashes', {}, { path: '/a//b' }, [`${at}.path: Invalid value: "/a//b": must not contain '//'`]],
    [
      'a path that ends with dots',
      {},
      { path: '/a/..' },
      [`${at}.path: Invalid value: "/a/..": cannot end with '/..'`],
    ],
    [
      '(r) no port',
      {},
      { backend: { service: { name: 'web' } } },
      [`${at}.backend: Required value: port name or number is required`],
    ],
    [
      'two ports',
      {},
      { backend: { service: { name: 'web', port: { name: 'a', number: 1 } } } },
      [`${at}.backend: Invalid value: "": cannot set both port name & port number`],
    ],
  ])('%s', (_, rule, path, expected) => {
    expect(ingress(rule, path)).toEqual(expected);
  });
});

it('(r) an autoscaler names the API group of its target', () => {
  const scaler = (apiVersion?: string): readonly string[] =>
    refusals('autoscaling/v2', 'HorizontalPodAutoscaler', {
      maxReplicas: 3,
      scaleTargetRef: { kind: 'StatefulSet', name: 'web', ...(apiVersion && { apiVersion }) },
    });
  expect(scaler('apps/v1')).toEqual([]);
  expect(scaler()).toEqual(['spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group']);
});

describe('claims and classes', () => {
  it('select volumes by operators that there are', () => {
    const selector = { matchExpressions: [{ key: 'a', operator: 'Foo' }] };
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, selector };
    expect(refusals('v1', 'PersistentVolumeClaim', spec)).toEqual([
      'spec.selector.matchExpressions[0].operator: Invalid value: "Foo": not a valid selector operator',
    ]);
  });
});

describe('Jobs, CronJobs and DaemonSets', () => {
  const template = (restartPolicy: string): object => ({
    metadata: { labels: { a: 'b' } },
    spec: {
      restartPolicy,
      containers: [{ name: 'c', image: 'd', terminationMessagePolicy: 'File', imagePullPolicy: 'Always' }],
    },
  });

  it('a Job with an index for each Pod has a number of completions', () => {
    const own = { manualSelector: true, selector: { matchLabels: { a: 'b' } } };
    const spec = { ...own, completionMode: 'Indexed', ttlSecondsAfterFinished: -1, template: template('Never') };
    expect(refusals('batch/v1', 'Job', spec)).toEqual([
      'spec.ttlSecondsAfterFinished: Invalid value: -1: must be greater than or equal to 0',
      'spec.completions: Required value: when completion mode is Indexed',
    ]);
  });

  it('a CronJob leaves room in its name for the names of its Jobs', () => {
    const name = 'a'.repeat(53);
    const spec = {
      schedule: '0 * * * *',
      startingDeadlineSeconds: -1,
      jobTemplate: { spec: { template: template('Never') } },
    };
    const object = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name }, spec } as unknown as KubernetesObject;
    const found = validateCreate(object, { MaxUnavailableStatefulSet: false }).map(
      ({ field, message }) => `${field}: ${message}`,
    );
    expect(found).toEqual([
      'spec.startingDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0',
      `metadata.name: Invalid value: "${name}": must be no more than 52 characters`,
    ]);
  });

  it('a DaemonSet replaces some Pods at a time', () => {
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } };
    const spec = { selector: { matchLabels: { a: 'b' } }, template: template('Always'), updateStrategy };
    expect(refusals('apps/v1', 'DaemonSet', spec)).toEqual([
      'spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0',
    ]);
  });
});
