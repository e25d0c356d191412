import { beforeEach, describe, expect, it } from 'vitest';
import { newSession, type KubectlSession } from '../testing/session.ts';

/** Commands that no recording has; the expectations are what kubectl's source says, named beside each table. */
const files = {
  'web.yaml': `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: "nginx:1", ports: [{containerPort: 80}]}]}
`,
  'one.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\ndata: {a: "1"}\n',
};

let session: KubectlSession;
beforeEach(() => {
  session = newSession(files);
  session.settled('apply -f web.yaml -f one.yaml');
});

function check(line: string, expected: string): void {
  const { stdout, stderr } = session.run(line);
  expect(`${stdout}${stderr}`.trimEnd()).toBe(expected);
}

const local =
  'error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n' +
  "   '-f rsrc.yaml'\n   '--filename=rsrc.json'";

// kubectl/pkg/cmd/set/set_image.go (LocalResourceError), label/label.go and annotate/annotate.go
describe('--local works on files only', () => {
  it.each([
    ['set image sts/web nginx=nginx:2 --local -o yaml', local],
    ['set env sts/web A=1 --local -o yaml', local],
    ['set resources sts/web --limits=cpu=1 --local -o yaml', local],
    [
      'label sts web a=b --local -o yaml',
      'error: can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set',
    ],
    ['label a=b --local -o yaml', 'error: one or more files must be specified as -f pod.yaml or --filename=pod.json'],
    [
      'annotate sts web a=b --local -o yaml',
      'error: can only use local files by -f rsrc.yaml or --filename=rsrc.json when --local=true is set',
    ],
    [
      'annotate a=b --local -o yaml',
      'error: one or more files must be specified as -f rsrc.yaml or --filename=rsrc.json',
    ],
    [
      'label -f one.yaml a=b --local --dry-run=server',
      'error: cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    ],
  ])('%s', check);
});

// kubectl/pkg/cmd/expose/expose.go: --selector and --labels are fields of the Service
describe('kubectl expose', () => {
  it('takes selector and labels for the Service', () => {
    check(
      "expose pod web-0 --port=80 --selector=a=b -l x=y --dry-run=client -o jsonpath='{.metadata.labels} {.spec.selector}'",
      '{"x":"y"} {"a":"b"}',
    );
  });

  it('asks for an address of the load balancer', () => {
    const line = (type: string) =>
      `expose pod web-0 --port=80 --load-balancer-ip=1.2.3.4 --type=${type} --dry-run=client -o jsonpath='{.spec.loadBalancerIP}'`;
    check(line('LoadBalancer'), '1.2.3.4');
    check(line('NodePort'), '');
  });
});

// kubectl/pkg/cmd/create/create_role.go and create_clusterrole.go
describe('kubectl create role and clusterrole', () => {
  it.each([
    [
      'create role r --verb=fly,get --resource=pods',
      "role.rbac.authorization.k8s.io/r created\nWarning: 'fly' is not a standard resource verb",
    ],
    ['create role r --verb=get', 'error: at least one resource must be specified'],
    ['create clusterrole r --verb=get', 'error: one of resource or nonResourceURL must be specified'],
    ['create clusterrole r --verb=list --non-resource-url=/a', "error: invalid verb: 'list' for nonResourceURL"],
    ['create clusterrole r --verb=get --non-resource-url=a', 'error: nonResourceURL should start with /'],
    [
      'create clusterrole r --verb=get --non-resource-url=/a*/b',
      "error: nonResourceURL only supports wildcard matches when '*' is at the end",
    ],
    [
      'create clusterrole r --verb=get --aggregation-rule=a=b',
      'error: aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
    ],
    [
      "create clusterrole r --aggregation-rule=a=b -o jsonpath='{.aggregationRule}' --dry-run=client",
      '{"clusterRoleSelectors":[{"matchLabels":{"a":"b"}}]}',
    ],
  ])('%s', check);
});

// kubectl/pkg/cmd/util/override_options.go: each type reads the text with its own library
describe('--overrides that is no JSON', () => {
  it.each([
    ["run a --image=b --overrides='{' --dry-run=client", 'error: Invalid JSON Patch'],
    ["run a --image=b --overrides='{' --override-type=strategic --dry-run=client", 'error: invalid JSON document'],
    ["run a --image=b --overrides='{' --override-type=json --dry-run=client", 'error: unexpected end of JSON input'],
  ])('%s', check);
});

// kubectl/pkg/cmd/expose/expose.go: no usage error
it('expose finds no port', () => {
  session.run('run portless --image=nginx');
  check('expose pod portless', "error: couldn't find port via --port flag or introspection");
});

// kubectl v1.32 against this engine
it.each([
  ['expose pod web-0 --port=x', 'error: strconv.Atoi: parsing "x": invalid syntax'],
  [
    'certificate approve nope',
    'Error from server (NotFound): certificatesigningrequests.certificates.k8s.io "nope" not found',
  ],
])('%s', check);

// test/cmd/generic-resources.sh and polymorphichelpers/{rollback,history}.go
it.each([
  [
    'rollout undo cm/one',
    'error: error retrieving rollbacker for "ConfigMap", no visitor method exists for { ConfigMap}',
  ],
  [
    'rollout history cm/one',
    'error: error retrieving history for "ConfigMap", no visitor method exists for { ConfigMap}',
  ],
  ['rollout status cm/one', 'error: no status viewer has been implemented for ConfigMap'],
])('%s', check);

// kubectl/pkg/cmd/apply/apply.go (ToOptions before Validate), replace/replace.go, apiresources/apiversions.go
describe('flags and arguments are checked in the order of kubectl', () => {
  it.each([
    [
      'apply -f one.yaml --prune --prune-allowlist=foo',
      'error: invalid GroupVersionKind format: foo, please follow <group/version/kind>',
    ],
    [
      'apply -f one.yaml --cascade=foo',
      'error: invalid cascade value (foo). Must be "background", "foreground", or "orphan"',
    ],
    [
      'replace -f one.yaml --cascade=foo',
      'error: invalid cascade value (foo). Must be "background", "foreground", or "orphan"',
    ],
    ['api-versions foo', "error: unexpected arguments: [foo]\nSee 'kubectl api-versions -h' for help and examples"],
  ])('%s', check);
});

// kubectl/pkg/cmd/cmd.go: these build no client, so that the flags that choose one are not looked at
describe('commands that talk to no server do not ask which one is meant', () => {
  it.each([
    'completion bash',
    'config view',
    'config current-context',
    'plugin list',
    'version --client',
    'kustomize none',
  ])('%s', (line) => {
    const { stdout, stderr } = session.run(`${line} --context=nope`);
    expect(`${stdout}${stderr}`).not.toContain('context "nope"');
  });
});

// expandIfFilePattern of cli-runtime/pkg/resource/builder.go.
it('expands a pattern of files that the shell left as it was', () => {
  const inside = { ...files, 'd/a.yaml': files['one.yaml'], 'd/b.json': files['one.yaml'].replace('one', 'two') };
  session = newSession(inside);
  check("create -f 'd/*' -o name", 'configmap/one\nconfigmap/two');
  check("get -f 'd/?.[jx]*' -o name", 'configmap/two');
  check("get -f 'd/*.txt'", 'error: the path "d/*.txt" does not exist');
});

// ToPrinter of json_yaml_flags.go, name_flags.go and customcolumn_flags.go; customcolumn.go.
it('knows formats in capitals, and prints columns up to the object that has no such element', () => {
  check('get cm one -o NAME', 'configmap/one');
  expect(session.run('get cm one -o YAML').stdout).toContain('kind: ConfigMap\n');
  expect(session.run('get cm one -o Wide').exit).toBe(1);
  check(
    'get sts -o custom-columns-file=none',
    'error: error reading template none, open none: no such file or directory',
  );
  check(
    'get sts -o custom-columns=A:.metadata.name,B:.spec.template.spec.containers[1].name',
    'A     B\nerror: array index out of bounds: index 1, length 1',
  );
  check('get sts -o custom-columns=A:.spec.a[?(@.b==c)] --no-headers', '<none>');
});

// get.go and table_printer.go: without the server's columns, the name and the age.
it('prints names and ages when the server is not asked for columns', () => {
  expect(session.run('get sts --server-print=false').stdout).toMatch(/^NAME {3}AGE\nweb {4}\S+\n$/);
  check('get --raw x', 'error: --raw must be a valid URL path: parse "x": invalid URI for request');
});
