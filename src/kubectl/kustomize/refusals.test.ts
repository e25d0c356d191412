import { expect, test } from 'vitest';
import { newSession } from '../testing/session.ts';
import { building, service } from './testing.ts';

const here = '/home/lab';
test.each([
  [
    'resources: [none.yaml]',
    `accumulating resources: accumulation err='accumulating resources from 'none.yaml': evalsymlink failure on '${here}/none.yaml' : lstat ${here}/none.yaml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '${here}/none.yaml' : lstat ${here}/none.yaml: no such file or directory`,
  ],
  [
    'resources: [service.yaml, service.yaml]',
    `accumulating resources: accumulation err='merging resources from 'service.yaml': may not add resource with an already registered id: Service.v1.[noGrp]/nginx.[noNs]': must build at directory: '${here}/service.yaml': file is not directory`,
  ],
  [
    'resources: [empty]',
    `accumulating resources: accumulation err='accumulating resources from 'empty': '${here}/empty' must resolve to a file': couldn't make target for path '${here}/empty': unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${here}/empty'`,
  ],
  [
    'resources: [.]',
    `accumulating resources: accumulation err='accumulating resources from '.': '${here}' must resolve to a file': cycle detected: candidate root '${here}' contains visited root '${here}'`,
  ],
  [
    'resources: [broken.yaml]',
    "accumulating resources: accumulating resources from 'broken.yaml': MalformedYAMLError: yaml: line 2: mapping values are not allowed in this context in File: broken.yaml",
  ],
  [
    'resource: [service.yaml]',
    'invalid Kustomization: error unmarshaling JSON: while decoding JSON: json: unknown field "resource"',
  ],
  [
    'resources: service.yaml',
    'invalid Kustomization: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Kustomization.resources of type []string',
  ],
  [
    'patches: [a.yaml]',
    'invalid Kustomization: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Kustomization.patches of type types.Patch',
  ],
  ['kind: Kustomization', 'kustomization.yaml is empty'],
  [
    'resources: [service.yaml]\npatches: [{target: {kind: Service}, patch: "{kind: Service, apiVersion: v1, metadata: {name: nginx}, spec: {$patch: foo}}"}]',
    "unknown patch strategy 'foo'",
  ],
  ['helmCharts: []', "the lab's kustomize cannot do what the field 'helmCharts' asks for"],
  [
    'resources: ["github.com/a/b"]',
    "accumulating resources: accumulation err='accumulating resources from 'github.com/a/b': the lab cannot fetch 'github.com/a/b': it has no network outside the cluster': the lab cannot fetch 'github.com/a/b': it has no network outside the cluster",
  ],
])('%s is refused', (kustomization, error) => {
  const files = { 'empty/readme': '', 'broken.yaml': 'a: b\nc: d: e\n' };
  expect(building(kustomization, files)).toEqual({ stdout: '', stderr: `error: ${error}\n`, exit: 1 });
});

test('files outside of the directory are read only with --load-restrictor', () => {
  const session = newSession({ 'service.yaml': service, 'prod/kustomization.yaml': 'resources: [../service.yaml]' });
  expect(session.run('kustomize prod').stderr).toContain(
    `security; file '${here}/service.yaml' is not in or below '${here}/prod'`,
  );
  expect(session.run('kustomize prod --load-restrictor=LoadRestrictionsNone').stdout).toContain('name: nginx\n');
});

test('-k is what the kustomization builds', () => {
  const session = newSession({ 'k/kustomization.yaml': 'resources: [s.yaml]\nnamePrefix: my-', 'k/s.yaml': service });
  expect(session.run('apply -k k').stdout).toBe('service/my-nginx created\n');
  expect(session.run('get -k k -o name').stdout).toBe('service/my-nginx\n');
  expect(session.run('diff -k k')).toEqual({ stdout: '', stderr: '', exit: 0 });
  expect(session.run('delete -k k').stdout).toBe('service "my-nginx" deleted from default namespace\n');
  expect(session.run('apply -k none').stderr).toBe(
    `error: must build at directory: not a valid directory: evalsymlink failure on 'none' : lstat ${here}/none: no such file or directory\n`,
  );
  expect(session.run('apply -k k -f k/s.yaml').stderr).toBe('error: only one of -f or -k can be specified\n');
  expect(session.run('apply -R -k k').stderr).toBe("error: the -k flag can't be used with -f or -R\n");
});
