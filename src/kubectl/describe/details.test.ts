import { expect, it } from 'vitest';
import { newSession, script } from '../testing/session.ts';

/** Creates the objects and returns what `kubectl describe` says of one, without trailing spaces. */
function described(what: string, ...manifests: readonly object[]): string {
  const { run, files } = newSession();
  for (const [i, manifest] of manifests.entries()) {
    files[`${i}.json`] = JSON.stringify({ apiVersion: 'v1', ...manifest });
    run(`create -f ${i}.json`);
  }
  return run(`describe ${what}`).stdout.replace(/ +$/gm, '');
}

const pod = (spec: object, container: object = {}): object => ({
  kind: 'Pod',
  metadata: { name: 'p', labels: { app: 'a' } },
  spec: { containers: [{ name: 'c', image: 'i', ...container }], ...spec },
});
const field = (name: string, fieldPath: string): object => ({ name, valueFrom: { fieldRef: { fieldPath } } });
const share = (name: string, resource: string): object => ({ name, valueFrom: { resourceFieldRef: { resource } } });

// printNFSVolumeSource and its neighbours.
it('describes each source of a volume', () => {
  const volumes = [
    { name: 'a', nfs: { server: 's', path: '/p', readOnly: true } },
    { name: 'b', csi: { driver: 'd.example.com', volumeAttributes: { k: 'v', other: 'w' } } },
    { name: 'c', image: { reference: 'quay.io/a:1', pullPolicy: 'Always' } },
    { name: 'd', emptyDir: { sizeLimit: '0' } },
    { name: 'e', fc: { targetWWNs: ['x', 'y'] } },
    { name: 'f', flexVolume: { driver: 'a/b', options: { k: 'v' }, secretRef: { name: 's' } } },
    { name: 'g', projected: { sources: [{ clusterTrustBundle: { name: 'n', path: 'p' } }] } },
  ];
  expect(described('pod p', pod({ volumes }))).toContain(
    script`
      a:
        Type:      NFS (an NFS mount that lasts the lifetime of a pod)
        Server:    s
        Path:      /p
        ReadOnly:  true
      b:
        Type:              CSI (a Container Storage Interface (CSI) volume source)
        Driver:            d.example.com
        FSType:
        ReadOnly:          false
        VolumeAttributes:      k=v
                               other=w
      c:
        Type:        Image (a container image or OCI artifact)
        Reference:   quay.io/a:1
        PullPolicy:  Always
      d:
        Type:       EmptyDir (a temporary directory that shares a pod's lifetime)
        Medium:
        SizeLimit:  <unset>
      e:
        Type:        FC (a Fibre Channel disk)
        TargetWWNs:  x, y
        LUN:         <none>
        FSType:
        ReadOnly:    false
      f:
        Type:       FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)
        Driver:     a/b
        FSType:
        SecretRef:  &LocalObjectReference{Name:s,}
        ReadOnly:   false
        Options:    map[k:v]
      g:
        Type:  Projected (a volume that contains injected data from multiple sources)
    `
      .replace(/^/gm, '  ')
      .trimEnd(),
  );
});

it('describes the source of a PersistentVolume', () => {
  const spec = {
    accessModes: ['ReadWriteMany'],
    capacity: { storage: '1Gi' },
    iscsi: { targetPortal: '1.2.3.4', iqn: 'iqn.2001-04.com.example:storage', lun: 1, iscsiInterface: 'default' },
  };
  const text = described('pv v', { kind: 'PersistentVolume', metadata: { name: 'v' }, spec });
  expect(text.replace(/ +/g, ' ')).toContain(
    `Source:
 Type: ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)
 TargetPortal: 1.2.3.4
 IQN: iqn.2001-04.com.example:storage
 Lun: 1
 ISCSIInterface default
 FSType:
 ReadOnly: false
 Portals: []
 DiscoveryCHAPAuth: false
 SessionCHAPAuth: false
 SecretRef: nil
 InitiatorName: <none>
`,
  );
});

// EnvValueRetriever converts the labels metadata.name and metadata.namespace only.
it('resolves few fields in the environment', () => {
  const env = [
    field('NAME', 'metadata.name'),
    field('IP', 'status.podIP'),
    field('NODE', 'spec.nodeName'),
    field('LABEL', "metadata.labels['app']"),
    share('CPU', 'limits.cpu'),
    share('DISK', 'limits.ephemeral-storage'),
  ];
  expect(described('pod p', pod({}, { env })).replace(/ +/g, ' ')).toContain(` Environment:
 NAME: p (v1:metadata.name)
 IP: (v1:status.podIP)
 NODE: (v1:spec.nodeName)
 LABEL: (v1:metadata.labels['app'])
 CPU: node allocatable (limits.cpu)
 DISK: 0 (limits.ephemeral-storage)
`);
});

// describeContainerVolumes sorts devices, and says <none> of them if there are no mounts.
it('lists devices', () => {
  const claims = ['x', 'y'].map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const volumeDevices = [
    { name: 'x', devicePath: '/dev/z' },
    { name: 'y', devicePath: '/dev/a' },
  ];
  const spec = { volumes: claims, automountServiceAccountToken: false };
  const text = described('pod p', pod(spec, { volumeDevices })).replace(/ +/g, ' ');
  expect(text).toContain(' Mounts: <none>\n Devices: <none>\n /dev/a from y\n /dev/z from x\n');
});

// DescribeProbe prints a url.URL.
it('escapes the path of a probe, and brackets an IPv6 host', () => {
  const livenessProbe = { httpGet: { host: '::1', port: 'web', path: '/a b?x=(1)' } };
  const ports = [{ name: 'web', containerPort: 80 }];
  expect(described('pod p', pod({}, { livenessProbe, ports }))).toContain(
    'http-get http://[::1]:web/a%20b%3Fx=%281%29 ',
  );
});

it('shows the runtime class and the resources of the Pod, and a profile of the node', () => {
  const runtimeClass = { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'r' }, handler: 'h' };
  const spec = { runtimeClassName: 'r', resources: { limits: { cpu: '2' }, requests: { cpu: '1' } } };
  const securityContext = { seccompProfile: { type: 'Localhost', localhostProfile: 'p.json' } };
  const text = described('pod p', runtimeClass, pod(spec, { securityContext }));
  expect(text).toMatch(/^Priority: +0\nRuntime Class Name: +r\nService Account: /m);
  expect(text).toMatch(/^Resources:\n {2}Limits:\n {4}cpu: +2\n {2}Requests:\n {4}cpu: +1\nContainers:\n/m);
  expect(text).toMatch(/^ {4}SeccompProfile: +Localhost\n {6}LocalhostProfile: +p\.json\n/m);
});

// formatEndpointSlices looks for more before it looks for readiness.
it('counts the endpoints behind the first three', () => {
  const slice = (ready: readonly boolean[]): object => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'e', labels: { 'kubernetes.io/service-name': 's' } },
    addressType: 'IPv4',
    ports: [{ name: '', port: 80 }],
    endpoints: ready.map((is, i) => ({ addresses: [`10.0.0.${i}`], conditions: { ready: is } })),
  });
  const service = { kind: 'Service', metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } };
  const shown = (...ready: readonly boolean[]): string =>
    /Endpoints: +(.*)/.exec(described('svc s', service, slice(ready)))![1]!;
  expect(shown(true, false, true)).toBe('10.0.0.0:80,10.0.0.2:80');
  expect(shown(true, true, true, false)).toBe('10.0.0.0:80,10.0.0.1:80,10.0.0.2:80 + 0 more...');
  expect(shown(true, true, true, false, true)).toBe('10.0.0.0:80,10.0.0.1:80,10.0.0.2:80 + 1 more...');
});

// BreakdownRule makes a rule of each verb, group, resource and name; CompactRules joins verbs of resources only.
it('describes a rule for each name and each path', () => {
  const rules = [
    { apiGroups: [''], resources: ['pods'], resourceNames: ['b', 'a'], verbs: ['list', 'get'] },
    { nonResourceURLs: ['/b', '/a'], verbs: ['get', 'head'] },
  ];
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' }, rules };
  expect(described('clusterrole r', role).replace(/ +/g, ' ')).toContain(` -----
 [/a] [] [get]
 [/b] [] [get]
 [/a] [] [head]
 [/b] [] [head]
 pods [] [a] [list get]
 pods [] [b] [list get]
`);
});

const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'p' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
    dataSource: { kind: 'PersistentVolumeClaim', name: 'other' },
  },
};

it('shows what is not found, decoded, sorted or not set, as kubectl does', () => {
  const account = { kind: 'ServiceAccount', metadata: { name: 's' }, imagePullSecrets: [{ name: 'gone' }] };
  expect(described('sa s', account)).toMatch(/^Image pull secrets: +gone \(not found\)$/m);
  const token = {
    kind: 'Secret',
    metadata: { name: 't', annotations: { 'kubernetes.io/service-account.name': 'default' } },
    type: 'kubernetes.io/service-account-token',
    stringData: { token: 'abc', other: 'abc' },
  };
  expect(described('secret t', token)).toMatch(/^other: +3 bytes\ntoken: +abc$/m);
  const priority = {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'c', annotations: { b: '2', a: '1' } },
    value: 1,
  };
  expect(described('pc c', priority)).toMatch(/^Annotations: +a=1,b=2$/m);
  expect(described('pvc p', claim)).toMatch(/^DataSource:\n {2}Kind: +PersistentVolumeClaim\n {2}Name: +other\n/m);
});

it('sorts the taints of a node by effect and key, and knows times that are not set', () => {
  const { run } = newSession();
  run('taint node node-1 z=1:NoSchedule a:NoSchedule b=c:NoExecute');
  expect(run('describe node node-1').stdout).toMatch(/^Taints: +b=c:NoExecute\n +a:NoSchedule\n +z=1:NoSchedule\n/m);
  run('create -f -', JSON.stringify(claim));
  const conditions = [{ type: 'Resizing', status: 'True' }];
  run(`patch pvc/p --subresource=status --type=merge -p '${JSON.stringify({ status: { conditions } })}'`);
  expect(run('describe pvc p').stdout).toMatch(/Resizing +True +Mon, 01 Jan 0001 00:00:00 \+0000 /);
});

// describeNodeResource, whose sums are PodRequests and PodLimits of component-helpers.
it('sums what each Pod of a node needs, with init containers, sidecars, its own resources, and extended ones', () => {
  const { run, files } = newSession();
  const needs = (requests: object, limits: object = {}) => ({ image: 'i', resources: { requests, limits } });
  const objects = [
    {
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: {
        nodeName: 'node-1',
        initContainers: [
          { name: 'side', restartPolicy: 'Always', ...needs({ cpu: '100m', memory: '10Mi' }, { cpu: '200m' }) },
          { name: 'i', ...needs({ cpu: 1, memory: '5Mi' }, { memory: '3Gi' }) },
        ],
        containers: [{ name: 'c', ...needs({ cpu: '300m', memory: '1500k' }, { cpu: 1, memory: '1Gi' }) }],
      },
    },
    {
      kind: 'Pod',
      metadata: { name: 'b' },
      spec: {
        nodeName: 'node-1',
        resources: { requests: { cpu: '1500m' } },
        containers: [{ name: 'c', ...needs({ memory: '1G' }) }],
      },
    },
  ];
  files['pods.json'] = objects.map((one) => JSON.stringify({ apiVersion: 'v1', ...one })).join('\n---\n');
  run('create -f pods.json');
  const amounts = {
    'example.com/gpu': '4',
    'hugepages-2Mi': '64Mi',
    cpu: '4',
    memory: '16Gi',
    pods: '110',
  };
  const status = JSON.stringify({ status: { capacity: amounts, allocatable: amounts } });
  run(`patch node node-1 --subresource=status --type=merge -p '${status}'`);
  const said = run('describe node node-1').stdout.replace(/ +/g, ' ');
  expect(said).toContain(' default a 1100m (27%) 1200m (30%) 15Mi (0%) 3Gi (18%) ');
  expect(said).toContain(' default b 1500m (37%) 0 (0%) 1G (5%) 0 (0%) ');
  expect(said).toContain(
    ' cpu 2600m (65%) 1200m (30%)\n memory 1015728640 (5%) 3Gi (18%)\n ephemeral-storage 0 (0%) 0 (0%)\n' +
      ' hugepages-2Mi 0 (0%) 0 (0%)\n example.com/gpu 0 0\n',
  );
});

// GetAllReplicaSets: the new one has the Deployment's template.
it('takes for new the ReplicaSet with the template of the Deployment', () => {
  const { settled } = newSession();
  settled('create deployment d --image=nginx:1');
  const sets = () => /^OldReplicaSets: .*\nNewReplicaSet: .*/m.exec(settled('describe deploy d').stdout)?.[0];
  const first = settled('get rs -o name').stdout.trim().replace('replicaset.apps/', '');
  settled('rollout pause deploy/d');
  settled('set image deploy/d nginx=nginx:2');
  expect(sets()).toBe(`OldReplicaSets:  ${first} (1/1 replicas created)\nNewReplicaSet:   <none>`);
  settled('rollout resume deploy/d');
  settled('rollout undo deploy/d');
  expect(sets()).toContain(`NewReplicaSet:   ${first} (1/1 replicas created)`);
});
