import { describe, expect, it } from 'vitest';
import { createCluster } from '../../engine/index.ts';
import { parseManifests } from '../../manifests/parse.ts';
import { applyManifests, type ApplyResult, createManifests } from './apply.ts';
import recorded from '../testing/refusals.json' with { type: 'json' };

const actor = { name: 'user', reason: 'test' };
const files: Readonly<Record<string, string>> = recorded.files;
const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** A cluster, and kubectl to change it with. */
function newCluster() {
  const cluster = createCluster();
  const run = (command: typeof applyManifests) => (text: string, name?: string) =>
    command(cluster.api, parseManifests(text, name), actor);
  const web = () => cluster.api.get('statefulsets', 'web', 'default')!;
  return { api: cluster.api, apply: run(applyManifests), create: run(createManifests), web };
}
const text = files['web.yaml']!;
const [service, set] = text.split('---\n') as [string, string];

/** The parts of a text that are marked. */
function marked(source: string, { problems }: ApplyResult): readonly string[] {
  return problems.map(({ position: { line, column, endLine, endColumn } }) => {
    const lines = source.split('\n').slice(line - 1, endLine);
    lines.push(lines.pop()!.slice(0, endColumn - 1));
    return lines.join('\n').slice(column - 1);
  });
}

describe('what kubectl printed', () => {
  it.each(recorded.rows)('$command, after $after', ({ command, after, stdout, stderr, exit }) => {
    const [, verb, name] = command.split(/ (?:-f )?/) as [string, 'apply' | 'create', string];
    const kubectl = newCluster();
    if (after !== undefined) kubectl.apply(files[after]!, after);
    const { ok, lines } = kubectl[verb](files[name]!, name);
    expect(lines.map((line) => `${line}\n`).join('')).toBe(stdout + stderr);
    expect(ok).toBe(exit === 0);
  });
});

describe('the annotation', () => {
  it('holds what was applied: compact, sorted, with namespace, and without itself', () => {
    const { apply, api } = newCluster();
    apply(service);
    const json =
      '{"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"labels":{"app":"nginx"},"name":"nginx","namespace":"default"},' +
      '"spec":{"clusterIP":"None","ports":[{"name":"web","port":80}],"selector":{"app":"nginx"}}}\n';
    const { annotations } = api.get('services', 'nginx', 'default')!.metadata;
    expect(annotations).toEqual({ [annotation]: json });
    apply(service.replace('metadata:', `metadata:\n  annotations: { ${annotation}: old }`));
    expect(api.get('services', 'nginx', 'default')!.metadata.annotations).toEqual({ [annotation]: json });
  });

  it('is missed, and made, when the object was created otherwise', () => {
    const { create, apply, web } = newCluster();
    create(set);
    expect(web().metadata.annotations).toBeUndefined();
    expect(apply(set)).toMatchObject({
      ok: true,
      lines: [
        'Warning: resource statefulsets/web is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.',
        'statefulset.apps/web configured',
      ],
    });
    expect(web().metadata.annotations).toHaveProperty([annotation]);
  });
});

describe('apply', () => {
  it('removes what is written no more, and leaves alone what was never written', () => {
    const { apply, api, web } = newCluster();
    apply(set.replace('replicas: 2', 'replicas: 2\n  minReadySeconds: 5'));
    api.patch('statefulsets', 'web', 'default', 'strategic', { spec: { revisionHistoryLimit: 3 } }, actor);
    api.patch('statefulsets', 'web', 'default', 'strategic', { spec: { replicas: 4 } }, actor);
    expect(apply(set).lines).toEqual(['statefulset.apps/web configured']);
    const { replicas, minReadySeconds, revisionHistoryLimit } = web().spec;
    expect([replicas, minReadySeconds, revisionHistoryLimit]).toEqual([2, undefined, 3]);
  });

  it('does not count a set without claim templates as changed', () => {
    const { apply } = newCluster();
    const bare = set.slice(0, set.indexOf('        volumeMounts:'));
    apply(bare);
    expect(apply(bare).lines).toEqual(['statefulset.apps/web unchanged']);
  });

  it('uses the namespace that is written', () => {
    const { apply, api } = newCluster();
    apply('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: other\n');
    apply(service.replace('name: nginx', 'name: nginx\n  namespace: other'));
    expect(api.get('services', 'nginx', 'other')).toBeDefined();
    expect(api.get('services', 'nginx', 'default')).toBeUndefined();
  });

  it('warns of an object that is being deleted', () => {
    const { apply, api } = newCluster();
    apply(set);
    api.delete('statefulsets', 'web', 'default', actor, { propagationPolicy: 'Foreground' });
    expect(apply(set.replace('replicas: 2', 'replicas: 3')).lines).toEqual([
      'Warning: Detected changes to resource web which is currently being deleted.',
      'statefulset.apps/web configured',
    ]);
  });

  it('acts on what stands before an error in the text', () => {
    const { apply, api } = newCluster();
    const broken = `${service}---\n${set.replace('  replicas', '\treplicas')}`;
    const { ok, lines, problems } = apply(broken);
    expect(ok).toBe(false);
    expect(lines).toEqual([
      'service/nginx created',
      'error: error parsing manifest.yaml: error converting YAML to JSON: yaml: line 7: found character that cannot start any token',
    ]);
    expect(problems).toMatchObject([{ hint: { code: 'Tab' } }]);
    expect(api.get('services', 'nginx', 'default')).toBeDefined();
  });

  it('tells several errors one by one', () => {
    const { apply } = newCluster();
    const { lines, problems } = apply(
      [set.replace('replicas: 2', 'replicas: -1'), set.replace('apps/v1', 'apps/v1beta1'), service].join('---\n'),
    );
    expect(lines).toEqual([
      'service/nginx created',
      'resource mapping not found for name: "web" namespace: "" from "manifest.yaml": no matches for kind "StatefulSet" in version "apps/v1beta1"',
      'ensure CRDs are installed first',
      'Error from server (Invalid): error when creating "manifest.yaml": StatefulSet.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ]);
    expect(problems).toHaveLength(2);
  });

  it('needs a name', () => {
    const { apply } = newCluster();
    expect(apply('apiVersion: v1\nkind: Service\nmetadata:\n  generateName: x-\n').lines).toEqual([
      'error: from x-: cannot use generate name with apply',
    ]);
    expect(apply('apiVersion: v1\nkind: Service\nmetadata: {}\n').lines).toEqual([
      'error: error when retrieving current configuration of:',
      'Resource: "/v1, Resource=services", GroupVersionKind: "/v1, Kind=Service"',
      'Name: "", Namespace: "default"',
      'from server for: "manifest.yaml": resource name may not be empty',
    ]);
  });

  it('cannot decode metadata of wrong types', () => {
    const { apply } = newCluster();
    const numbered = set.replace('name: web\n', 'name: web\n  labels: { version: 5 }\n');
    const result = apply(numbered);
    expect(result.lines).toEqual([
      'error: unable to decode "manifest.yaml": json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
    ]);
    expect(marked(numbered, result)).toEqual(['5']);
  });

  it('is refused with the patch when that cannot be decoded', () => {
    const { apply, web } = newCluster();
    apply(set);
    const mistaken = set.replace('replicas: 2', 'replicas: 2\n  replica: 3');
    const result = apply(mistaken);
    expect(result.lines).toHaveLength(1);
    expect(result.lines[0]).toMatch(
      /^The request is invalid: patch: Invalid value: "map\[metadata:map\[annotations:map\[kubectl.*\\n\]\] spec:map\[replica:3 .*\]\]": strict decoding error: unknown field "spec\.replica"$/,
    );
    expect(marked(mistaken, result)).toEqual(['replica']);
    expect(web().metadata.annotations![annotation]).not.toContain('"replica"');
    const worded = set.replace('replicas: 2', 'replicas: two');
    const refused = apply(worded);
    expect(refused.lines[0]).toMatch(/": unrecognized type: int32$/);
    expect(refused.problems).toMatchObject([{ message: 'spec.replicas: unrecognized type: int32' }]);
    expect(marked(worded, refused)).toEqual(['two']);
  });

  it('shows the patch that met a conflict', () => {
    const { apply } = newCluster();
    apply(service);
    const { lines } = apply(service.replace('name: nginx', "name: nginx\n  resourceVersion: '1'"));
    expect(lines[0]).toBe('Error from server (Conflict): error when applying patch:');
    expect(lines[1]).toMatch(/^\{"metadata":\{"annotations":.*"resourceVersion":"1"\}\}$/);
    expect(lines.slice(2)).toEqual([
      'to:',
      'Resource: "/v1, Resource=services", GroupVersionKind: "/v1, Kind=Service"',
      'Name: "nginx", Namespace: "default"',
      'for: "manifest.yaml": error when patching "manifest.yaml": Operation cannot be fulfilled on services "nginx": the object has been modified; please apply your changes to the latest version and try again',
    ]);
  });
});

describe('what is marked', () => {
  it.each([
    ['bad-accessmode.yaml', '[ "ReadWriteSometimes" ]'],
    ['bad-apiversion.yaml', 'apps/v1beta1'],
    ['bad-kind.yaml', 'StatefulSett'],
    ['bad-label.yaml', 'app: "not ok!"'],
    ['bad-minready.yaml', '-5'],
    ['bad-mount.yaml', 'wwww'],
    ['bad-name.yaml', 'Bad_Name'],
    ['bad-negative-replicas.yaml', '-1'],
    ['bad-no-containers.yaml', '[]'],
    ['bad-no-image.yaml', 'name'],
    ['bad-no-selector.yaml', 'spec'],
    ['bad-partition.yaml', '-1'],
    ['bad-port.yaml', '70000'],
    ['bad-quantity.yaml', '1Gb'],
    ['bad-replicas-string.yaml', '"two"'],
    ['bad-restart.yaml', 'Never'],
    ['bad-selector-mismatch.yaml', 'app: other'],
    ['bad-unknown-field.yaml', 'replica'],
  ])('in %s: %s', (name, part) => {
    const source = files[name]!;
    expect(marked(source, newCluster().apply(source, name))[0]).toBe(part);
  });

  it.each([
    ['immutable-serviceName.yaml', '"other"'],
    ['immutable-vct.yaml', '2Gi'],
    ['immutable-policy.yaml', 'Parallel'],
  ])('in %s, after web.yaml: %s', (name, part) => {
    const { apply } = newCluster();
    apply(text);
    const result = apply(files[name]!, name);
    expect(marked(files[name]!, result)).toEqual([part]);
  });
});

it('takes a null for nothing written, as Go does', () => {
  const { apply } = newCluster();
  expect(apply(set.replace('storage: 1Gi', 'storage:')).lines).toEqual([
    'The StatefulSet "web" is invalid: spec.volumeClaimTemplates[0].spec.resources[storage]: Invalid value: "0": must be greater than zero',
  ]);
  expect(apply('apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\nspec:\n').lines).toContain(
    '* spec.selector: Required value',
  );
  expect(apply('apiVersion: v1\nkind: Service\nmetadata: { name: null }\n').lines).toContain(
    'from server for: "manifest.yaml": resource name may not be empty',
  );
});
