/** Files are changed without a server as kubectl 1.32 was seen to change them; later versions leave out empty times. */
import { expect, it } from 'vitest';
import { newSession } from '../../../testing/session.ts';

const set = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers: [{name: init, image: busybox}]
      containers: [{name: main, image: "nginx:1", env: [{name: X, value: "1"}]}]
  volumeClaimTemplates: [{metadata: {name: data}}]
`;
const daemons = `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: a}
spec: {selector: {matchLabels: {a: b}}, template: {spec: {containers: [{name: c, image: x}]}}}
`;
const binding = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
`;

function run(line: string, stdin = ''): string {
  const { stdout, stderr } = newSession({ 'web.yaml': set }).run(line, stdin);
  return stdout + stderr;
}

const changed = (init: string, main: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  serviceName: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
${main}
      initContainers:
${init}
  updateStrategy: {}
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      resources: {}
    status: {}
status:
  availableReplicas: 0
  replicas: 0
`;

it('a variable is set in all containers, init containers too', () => {
  const main =
    '      - env:\n        - name: X\n          value: "1"\n        - name: A\n          value: "2"\n' +
    '        image: nginx:1\n        name: main\n        resources: {}';
  const init =
    '      - env:\n        - name: A\n          value: "2"\n        image: busybox\n        name: init\n        resources: {}';
  expect(run('set env -f web.yaml A=2 --local -o yaml')).toBe(changed(init, main));
});

it('resources are set in all containers, init containers too', () => {
  const limits = '        resources:\n          limits:\n            cpu: "1"';
  const main = `      - env:\n        - name: X\n          value: "1"\n        image: nginx:1\n        name: main\n${limits}`;
  const init = `      - image: busybox\n        name: init\n${limits}`;
  expect(run('set resources -f web.yaml --limits=cpu=1 --local -o yaml')).toBe(changed(init, main));
});

it.each([
  ['set env -f web.yaml --list --local', '# StatefulSet web, container main\nX=1\n# StatefulSet web, container init\n'],
  [
    'set env -f web.yaml X=2 --overwrite=false --local',
    "error: statefulset.apps/web\n 'X' already has a value (1), and --overwrite is false\n",
  ],
  ['set env -f web.yaml A --local', ''],
  [
    'set subject -f web.yaml --user=x --local',
    'error: statefulset.apps/web\n setting subjects is only supported for RoleBinding/ClusterRoleBinding\n',
  ],
  [
    'set image -f web.yaml main --local',
    'error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n' +
      "   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n",
  ],
  ...['image -f web.yaml main=b', 'env -f web.yaml A=1', 'resources -f web.yaml --limits=cpu=1'].map((what) => [
    `set ${what} --local --dry-run=server`,
    'error: cannot specify --local and --dry-run=server - did you mean --dry-run=client?\n',
  ]),
  ['patch -f web.yaml -p \'{"spec":{"replicas":2}}\' --local', 'statefulset.apps/web patched (no change)\n'],
  ['patch -f web.yaml -p \'{"spec":{"replicas":3}}\' --local', 'statefulset.apps/web patched\n'],
  [
    'patch -f web.yaml --type=json -p \'[{"op":"replace","path":"/spec/replicas","value":9}]\' --local -o jsonpath={.spec.replicas}',
    '9',
  ],
  ['patch -f web.yaml --type=merge -p \'{"spec":{"template":null}}\' --local -o jsonpath={.spec.template}', ''],
])('%s', (line, expected) => {
  expect(run(line)).toBe(expected);
});

it('fields that Go always writes are there in the other kinds', () => {
  expect(run('set image --local -f - c=y -o yaml', daemons)).toBe(`apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: a
spec:
  selector:
    matchLabels:
      a: b
  template:
    metadata: {}
    spec:
      containers:
      - image: "y"
        name: c
        resources: {}
  updateStrategy: {}
status:
  currentNumberScheduled: 0
  desiredNumberScheduled: 0
  numberMisscheduled: 0
  numberReady: 0
`);
});

it('a selector and subjects are set in a file', () => {
  const service = run('create service clusterip s --clusterip=None -o yaml --dry-run=client');
  expect(run('set selector --local -f - environment=qa -o yaml', service)).toBe(`apiVersion: v1
kind: Service
metadata:
  labels:
    app: s
  name: s
spec:
  clusterIP: None
  selector:
    environment: qa
  type: ClusterIP
status:
  loadBalancer: {}
`);
  expect(run('set subject -f - --user=x --local -o yaml', binding)).toContain(`
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: User
  name: x
`);
});
