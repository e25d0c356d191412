import { expect, test } from 'vitest';
import { newSession, type Printed } from '../testing/session.ts';
import { building, service, set } from './testing.ts';

const built = (kustomization: string, files?: Record<string, string>): string => {
  const { stdout, stderr } = building(kustomization, files);
  expect(stderr).toBe('');
  return stdout;
};

test('objects are printed with sorted fields, those that others need first', () => {
  const text = built('resources: [set.yaml, service.yaml]');
  const service =
    'apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    app: nginx\n  name: nginx\nspec:\n  clusterIP: None\n';
  expect(text.slice(0, service.length)).toBe(service);
  expect(text).toContain('\n---\napiVersion: apps/v1\nkind: StatefulSet\n');
});

test('sortOptions keeps the order of the resources', () => {
  const kinds = built('resources: [set.yaml, service.yaml]\nsortOptions: {order: fifo}').match(/^kind: .*/gm);
  expect(kinds).toEqual(['kind: StatefulSet', 'kind: Service']);
});

test('names that are changed are changed where they are referred to', () => {
  const text = built(
    'resources: [set.yaml, service.yaml]\nnamePrefix: a-\nnameSuffix: -z\nnamespace: web\n' +
      'configMapGenerator: [{name: settings, literals: [A=b]}]\nsecretGenerator: [{name: keys, literals: [k=v]}]',
  );
  expect(text).toContain('serviceName: a-nginx-z\n');
  expect(text).toMatch(/configMapRef:\n +name: a-settings-z-[a-z0-9]{10}\n/);
  expect(text).toMatch(/secretName: a-keys-z-[a-z0-9]{10}\n/);
  expect(text.match(/^ {2}namespace: web$/gm)).toHaveLength(4);
});

// The hashes are those of kubectl 1.32; the documentation shows those of a much older version.
test('generated names end with a hash of the content', () => {
  const files = { 'application.properties': 'FOO=Bar\n', 'password.txt': 'username=admin\npassword=secret\n' };
  const text = built(
    'configMapGenerator:\n' +
      '- {name: example-configmap-1, files: [application.properties]}\n' +
      '- {name: example-configmap-2, literals: [FOO=Bar]}\n' +
      'secretGenerator:\n' +
      '- {name: example-secret-1, files: [password.txt]}\n',
    files,
  );
  expect(text.match(/^ {2}name: .*$/gm)).toEqual([
    '  name: example-configmap-1-g4hk9g2ff8',
    '  name: example-configmap-2-42cfbf598f',
    '  name: example-secret-1-2kdd8ckcc7',
  ]);
});

// As kubectl 1.32 does.
test('a merged ConfigMap gets a hash if both ConfigMaps are generated with one', () => {
  const own = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "1"}\n';
  const generated = 'configMapGenerator: [{name: c, literals: [a=1]}]';
  const plain = 'configMapGenerator: [{name: c, literals: [a=1], options: {disableNameSuffixHash: true}}]';
  const nameOf = (base: string, options = ''): string | undefined => {
    const files = {
      'base/kustomization.yaml': base,
      'base/own.yaml': own,
      'over/kustomization.yaml': `resources: [../base]\nconfigMapGenerator: [{name: c, behavior: merge, literals: [z=2]${options}}]`,
    };
    return /name: (\S+)/.exec(newSession(files).run('kustomize over').stdout)?.[1];
  };
  expect(nameOf('resources: [own.yaml]')).toBe('c');
  expect(nameOf(plain)).toBe('c');
  expect(nameOf(generated, ', options: {disableNameSuffixHash: true}')).toBe('c');
  expect(nameOf(generated)).toMatch(/^c-[a-z0-9]{10}$/);
});

test('generatorOptions and the options of one generator', () => {
  expect(
    built(
      'generatorOptions: {disableNameSuffixHash: true, labels: {a: b}}\n' +
        'configMapGenerator: [{name: c, envs: [c.env], options: {immutable: true}}]',
      { 'c.env': '# said\n\nA=b=c\nB\n' },
    ),
  ).toBe(
    'apiVersion: v1\ndata:\n  A: b=c\n  B: ""\nimmutable: true\nkind: ConfigMap\nmetadata:\n  labels:\n    a: b\n  name: c\n',
  );
});

test('an overlay merges into what its base generates', () => {
  const text = newSession({
    'base/kustomization.yaml': 'configMapGenerator: [{name: c, literals: [A=1, B=2]}]',
    'prod/kustomization.yaml':
      'resources: [../base]\nconfigMapGenerator: [{name: c, behavior: merge, literals: [B=3]}]',
  }).run('kustomize prod').stdout;
  expect(text).toContain('data:\n  A: "1"\n  B: "3"\n');
});

test('labels go into selectors, templates and claims only where they are asked to', () => {
  const count = (rule: string): number =>
    built(`resources: [set.yaml]\nlabels: [{pairs: {env: prod}${rule}}]`).match(/env: prod/g)!.length;
  expect(count('')).toBe(1);
  expect(count(', includeTemplates: true')).toBe(2);
  expect(count(', includeTemplates: true, includeVolumeClaimTemplates: true')).toBe(3);
  expect(count(', includeSelectors: true')).toBe(4);
  const old = building('resources: [set.yaml]\ncommonLabels: {env: prod}');
  expect(old.stdout.match(/env: prod/g)).toHaveLength(4);
  expect(old.stderr).toMatch(/^# Warning: 'commonLabels' is deprecated\. Please use 'labels' instead\./);
  expect(built('resources: [set.yaml]\ncommonAnnotations: {by: me}').match(/by: me/g)).toHaveLength(2);
});

test.each([
  ['newTag: "1.1"', 'registry.example:5000/nginx:1.1'],
  ['newName: other/httpd', 'other/httpd:1.0'],
  ['newName: httpd, newTag: v2', 'httpd:v2'],
  ['digest: "sha256:abc"', 'registry.example:5000/nginx@sha256:abc'],
  ['newTag: "2", digest: "sha256:abc"', 'registry.example:5000/nginx:2@sha256:abc'],
])('images: %s', (change, image) => {
  const text = built(`resources: [set.yaml]\nimages: [{name: registry.example:5000/nginx, ${change}}]`);
  expect(text).toContain(`image: ${image}\n`);
});

test('replicas of a set that is there, and of none', () => {
  expect(built('resources: [set.yaml]\nreplicas: [{name: web, count: 5}]')).toContain('replicas: 5\n');
  expect(building('resources: [set.yaml]\nreplicas: [{name: other, count: 5}]').stderr).toBe(
    'error: resource with name other does not match a config with the following GVK [Deployment.[noVer].[noGrp] ' +
      'ReplicationController.[noVer].[noGrp] ReplicaSet.[noVer].[noGrp] StatefulSet.[noVer].[noGrp]]\n',
  );
});

test('strategic merge patches: from a file, within the list, and of a whole object', () => {
  const text = built(
    `resources: [set.yaml, service.yaml]
patches:
- path: more.yaml
- patch: |-
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: web}
    spec:
      template:
        spec:
          volumes:
          - name: keys
            $patch: delete
- patch: |-
    $patch: delete
    apiVersion: v1
    kind: Service
    metadata: {name: nginx}
`,
    {
      'more.yaml':
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - {name: nginx, env: [{name: A, value: b}]}\n      - {name: side, image: busybox}\n',
    },
  );
  expect(text).not.toContain('kind: Service\n');
  expect(text).not.toContain('secretName');
  expect(text).toContain('      - env:\n        - name: A\n          value: b\n        envFrom:\n');
  expect(text).toContain('      - image: busybox\n        name: side\n');
});

test('JSON patches of all that a target selects', () => {
  const patch = (target: string, path = '/metadata/annotations'): Printed =>
    building(
      `resources: [set.yaml, service.yaml]\npatches:\n- target: {${target}}\n  patch: '[{"op": "${
        path === '/metadata/annotations' ? 'add' : 'replace'
      }", "path": "${path}", "value": {"a": "b"}}]'`,
    );
  const count = (target: string): number => patch(target).stdout.match(/^ {4}a: b$/gm)?.length ?? 0;
  expect(count('kind: StatefulSet')).toBe(1);
  expect(count('name: web|nginx')).toBe(2);
  expect(count('kind: Service, name: n.*')).toBe(1);
  expect(count('name: ngin')).toBe(0);
  // The labels of the object count, not those of its Pod template: the set has none.
  expect(count('labelSelector: app=nginx')).toBe(1);
  expect(count('labelSelector: app=nginx, kind: StatefulSet')).toBe(0);
  expect(patch('kind: Service', '/spec/nothing').stderr).toBe(
    'error: replace operation does not apply: doc is missing key: /spec/nothing: missing value\n',
  );
});

test('a patch of what is not there', () => {
  const text = building(
    'resources: [service.yaml]\npatches:\n- patch: "{apiVersion: v1, kind: Service, metadata: {name: other}}"',
  ).stderr;
  expect(text).toBe(
    'error: no resource matches strategic merge patch "Service.v1.[noGrp]/other.[noNs]": no matches for Id ' +
      'Service.v1.[noGrp]/other.[noNs]; failed to find unique target for patch Service.v1.[noGrp]/other.[noNs]\n',
  );
});

test('components change what the kustomization that names them has', () => {
  const text = built('resources: [set.yaml]\ncomponents: [debug]', {
    'debug/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplicas: [{name: web, count: 1}]',
  });
  expect(text).toContain('replicas: 1\n');
});

test('deprecated fields work, with a warning', () => {
  const { stdout, stderr } = newSession({
    'base/kustomization.yaml': 'resources: [service.yaml]',
    'base/service.yaml': service,
    'prod/kustomization.yaml': 'bases: [../base]',
  }).run('kustomize prod');
  expect(stdout).toBe(built('resources: [service.yaml]'));
  expect(stderr).toBe(
    "# Warning: 'bases' is deprecated. Please use 'resources' instead. Run 'kustomize edit fix' to update your Kustomization automatically.\n",
  );
});

test('two bases that rename the same object each keep their own references', () => {
  const base = (prefix: string): string => `resources: [../base]\nnamePrefix: ${prefix}`;
  const text = newSession({
    'base/kustomization.yaml': 'resources: [set.yaml, service.yaml]',
    'base/set.yaml': set,
    'base/service.yaml': service,
    'a/kustomization.yaml': base('a-'),
    'b/kustomization.yaml': base('b-'),
    'kustomization.yaml': 'resources: [a, b]\nnameSuffix: -x',
  }).run('kustomize').stdout;
  expect(text.match(/serviceName: .*/g)).toEqual(['serviceName: a-nginx-x', 'serviceName: b-nginx-x']);
});
