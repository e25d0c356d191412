import { expect, it } from 'vitest';
import { newSession } from '../testing/session.ts';

/** The table of `kubectl get -o wide`, with single spaces and without ages. */
function table(get: string, manifests: readonly object[] = [], commands: readonly string[] = []): readonly string[] {
  const { run, files } = newSession();
  for (const [i, manifest] of manifests.entries()) {
    files[`${i}.json`] = JSON.stringify(manifest);
    expect(run(`create -f ${i}.json`).stderr).toBe('');
  }
  for (const command of commands) expect(run(command).stderr).toBe('');
  return run(`get ${get}`)
    .stdout.trimEnd()
    .split('\n')
    .map((line) =>
      line
        .replace(/ +/g, ' ')
        .trim()
        .replace(/ \d+m?s\b/, ''),
    );
}

const object = (apiVersion: string, kind: string, fields: object): object => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...fields,
});

// The column definitions of printers/internalversion/printers.go.
it.each([
  [
    'create job j --image=busybox -- true',
    'job',
    'STATUS COMPLETIONS DURATION AGE CONTAINERS IMAGES SELECTOR',
    'j Running 0/1 j busybox batch.kubernetes.io/controller-uid=UID',
  ],
  [
    'create cronjob c --image=busybox --schedule=@daily',
    'cj',
    'SCHEDULE TIMEZONE SUSPEND ACTIVE LAST SCHEDULE AGE CONTAINERS IMAGES SELECTOR',
    'c @daily <none> False 0 <none> c busybox <none>',
  ],
  [
    'create rolebinding b --role=r --user=ann --group=devs',
    'rolebinding',
    'ROLE AGE USERS GROUPS SERVICEACCOUNTS',
    'b Role/r ann devs',
  ],
  ['create ingress i --default-backend=web:80', 'ing', 'CLASS HOSTS ADDRESS PORTS AGE', 'i <none> * 80'],
])('%s', (create, type, head, row) => {
  const [first, second] = table(`${type} -o wide`, [], [create]);
  expect(first).toBe(`NAME ${head}`);
  expect(second?.replace(/[\da-f]{8}-[-\da-f]{27}/, 'UID')).toBe(row);
});

const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'c', image: 'i:1' }] } };

it.each([
  [
    'vac',
    object('storage.k8s.io/v1', 'VolumeAttributesClass', { driverName: 'csi.example', parameters: { iops: '100' } }),
    'NAME DRIVERNAME AGE',
    'x csi.example',
  ],
  [
    'csidriver',
    object('storage.k8s.io/v1', 'CSIDriver', {
      spec: { attachRequired: false, podInfoOnMount: true, storageCapacity: true, volumeLifecycleModes: ['Ephemeral'] },
    }),
    'NAME ATTACHREQUIRED PODINFOONMOUNT STORAGECAPACITY TOKENREQUESTS REQUIRESREPUBLISH MODES AGE',
    'x false true true <unset> false Ephemeral',
  ],
  ['csinode', object('storage.k8s.io/v1', 'CSINode', { spec: { drivers: [] } }), 'NAME DRIVERS AGE', 'x 0'],
  ['runtimeclass', object('node.k8s.io/v1', 'RuntimeClass', { handler: 'kata' }), 'NAME HANDLER AGE', 'x kata'],
  ['podtemplate', object('v1', 'PodTemplate', { template }), 'NAME CONTAINERS IMAGES POD LABELS', 'x c i:1 app=a'],
  [
    'ingressclass',
    object('networking.k8s.io/v1', 'IngressClass', {
      spec: { controller: 'c', parameters: { apiGroup: 'example.com', kind: 'Config', name: 'main' } },
    }),
    'NAME CONTROLLER PARAMETERS AGE',
    'x c Config.example.com/main',
  ],
  [
    'ing',
    object('networking.k8s.io/v1', 'Ingress', {
      spec: {
        rules: ['a', 'b', 'c', 'd'].map((host) => ({
          host,
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } }],
          },
        })),
        tls: [{ hosts: ['a'] }],
      },
    }),
    'NAME CLASS HOSTS ADDRESS PORTS AGE',
    'x <none> a,b,c + 1 more... 80, 443',
  ],
  [
    'hpa',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        scaleTargetRef: { kind: 'StatefulSet', name: 'web', apiVersion: 'apps/v1' },
        maxReplicas: 3,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '100m' } } },
          { type: 'Pods', pods: { metric: { name: 'p' }, target: { type: 'AverageValue', averageValue: '5' } } },
          { type: 'External', external: { metric: { name: 'e' }, target: { type: 'Value', value: '7' } } },
        ],
      },
    }),
    'NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE',
    'x StatefulSet/web cpu: <unknown>/100m, <unknown>/5 + 1 more... 1 3 0',
  ],
])('%s', (type, manifest, head, row) => {
  expect(table(type, [manifest])).toEqual([head, row]);
});

const path = { path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } };
const ingress = (hosts: readonly (string | undefined)[]): object =>
  object('networking.k8s.io/v1', 'Ingress', {
    spec: { rules: hosts.map((host) => ({ ...(host && { host }), http: { paths: [path] } })) },
  });

// formatHosts stops at the fourth rule once it has three hosts; equal hosts count each.
it.each([
  [['a', 'a', 'a'], 'a,a,a'],
  [['a', undefined, 'b', 'c'], 'a,b,c'],
  [['a', 'b', 'c', undefined], 'a,b,c + 1 more...'],
  [[undefined, undefined], '*'],
])('shows the hosts of an Ingress with rules for %s', (hosts, shown) => {
  expect(table('ing', [ingress(hosts)])[1]).toBe(`x <none> ${shown} 80`);
});

// storage.TableConvertor makes every table with Wide, so addresses are whole.
it('shows the whole address of a load balancer', () => {
  const { run, files } = newSession();
  files['i.json'] = JSON.stringify(ingress(['a']));
  run('create -f i.json');
  run('create service loadbalancer s --tcp=80');
  const status = { loadBalancer: { ingress: [{ hostname: 'lb-1234567890.eu-west-1.elb.example.com' }] } };
  for (const type of ['ing/x', 'svc/s']) {
    run(`patch ${type} --subresource=status --type=merge -p '${JSON.stringify({ status })}'`);
    expect(run(`get ${type}`).stdout).toContain(' lb-1234567890.eu-west-1.elb.example.com ');
  }
});

// formatEndpoints joins with net.JoinHostPort.
it('shows an IPv6 address of Endpoints between brackets', () => {
  const subsets = [{ addresses: [{ ip: 'fd00::1' }], ports: [{ port: 80 }] }];
  const { run, files } = newSession();
  files['e.json'] = JSON.stringify(object('v1', 'Endpoints', { subsets }));
  run('create -f e.json');
  expect(run('get ep/x').stdout).toContain(' [fd00::1]:80 ');
});

// appendLabelCells gives the value of the map, FormatLabels a word for an empty map.
it('leaves the column of a label empty that an object lacks', () => {
  const { run } = newSession();
  run('create configmap a');
  expect(run('get cm/a -L app --no-headers').stdout).toMatch(/^a +0 +0s +\n$/);
  expect(run('get cm/a --show-labels --no-headers').stdout).toMatch(/<none>\n$/);
});

it('shows the address of each Service, and the range that it is from', () => {
  expect(table('ipaddresses')).toEqual(['NAME PARENTREF', '10.96.0.1 services/default/kubernetes']);
  expect(table('servicecidrs')).toEqual(['NAME CIDRS AGE', 'kubernetes 10.96.0.0/16']);
});

// printPersistentVolume and describePersistentVolume join the fields of the reference, which may be empty.
it('shows the claim of a volume that names no namespace', () => {
  const spec = { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/a' } };
  const volume = object('v1', 'PersistentVolume', { spec: { ...spec, claimRef: { name: 'data' } } });
  expect(table('pv', [volume])[1]).toContain(' /data ');
});

it('an autoscaler shows what it would scale, and that nothing is measured', () => {
  const { run } = newSession();
  run('create deployment api --image=api');
  run('autoscale deployment api --max=5 --cpu=80%');
  expect(run('get hpa --no-headers').stdout).toMatch(/^api +Deployment\/api +cpu: <unknown>\/80% +1 +5 +0 /);
});

const definition = (printed?: readonly object[]): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'backups.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Backup', plural: 'backups', singular: 'backup', categories: ['all'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        ...(printed && { additionalPrinterColumns: printed }),
      },
    ],
  },
});

const backup = object('example.com/v1', 'Backup', {
  spec: {
    copies: 3,
    schedule: 'daily',
    later: '2199-01-01T00:00:00Z',
    paused: true,
    targets: [{ name: 'a' }, { name: 'b' }],
  },
});

// The conversion of apiextensions-apiserver's tableconvertor.
it('shows the columns of a custom resource that its definition names', () => {
  const printed = [
    { name: 'Schedule', type: 'string', jsonPath: '.spec.schedule' },
    { name: 'Copies', type: 'integer', jsonPath: '.spec.copies' },
    { name: 'Paused', type: 'boolean', jsonPath: '.spec.paused' },
    { name: 'First', type: 'string', jsonPath: ".spec.targets[?(@.name=='b')].name", priority: 1 },
    { name: 'Missing', type: 'string', jsonPath: '.spec.nope' },
    { name: 'Wrong', type: 'integer', jsonPath: '.spec.schedule' },
    { name: 'Later', type: 'date', jsonPath: '.spec.later' },
    { name: 'Never', type: 'date', jsonPath: '.spec.schedule' },
    { name: 'Number', type: 'date', jsonPath: '.spec.copies' },
    { name: 'Born', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ];
  expect(table('backups', [definition(printed), backup])).toEqual([
    'NAME SCHEDULE COPIES PAUSED MISSING WRONG LATER NEVER NUMBER BORN',
    'x daily 3 true <invalid> <invalid>',
  ]);
  expect(table('backups -o wide', [definition(printed), backup])[1]).toBe('x daily 3 true b <invalid> <invalid>');
});

it('shows the age of a custom resource whose definition names no columns, and counts it to its category', () => {
  expect(table('backups', [definition(), backup])).toEqual(['NAME AGE', 'x']);
  expect(table('all', [definition(), backup])).toContain('backup.example.com/x');
});

// printFlowSchemaList and printValidatingAdmissionPolicyBinding of printers/internalversion/printers.go.
it('lists FlowSchemas by their precedence, and shows the parameters that a selector names', () => {
  const schema = (name: string, matchingPrecedence: number) => ({
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
    kind: 'FlowSchema',
    metadata: { name },
    spec: { matchingPrecedence, priorityLevelConfiguration: { name: 'exempt' } },
  });
  const rows = table('flowschemas', [schema('a', 900), schema('z', 100)]).slice(1);
  expect(rows.map((row) => row.split(' ')[0])).toEqual(['z', 'a']);
  const selector = {
    matchLabels: { b: 'c', a: 'b' },
    matchExpressions: [{ key: 'k', operator: 'In', values: ['x', 'y'] }],
  };
  const binding = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'n' },
    spec: { policyName: 'p', paramRef: { selector, parameterNotFoundAction: 'Deny' }, validationActions: ['Deny'] },
  };
  expect(table('validatingadmissionpolicybindings', [binding])[1]).toBe(
    'n p &LabelSelector{MatchLabels:map[string]string{a: b,b: c,},MatchExpressions:' +
      '[]LabelSelectorRequirement{LabelSelectorRequirement{Key:k,Operator:In,Values:[x y],},},}',
  );
});
