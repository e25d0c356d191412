/** The assumptions of a plan that can be switched, judged by the same recordings of a real cluster. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importCluster } from '../../src/import/import-cluster.ts';
import type { Assume } from '../../src/plan/assumptions.ts';
import { type Plan, plan } from '../../src/plan/plan.ts';
import { comparePair, type PairOutcome, type Pair } from '../../src/plan/testing/compare-pair.ts';
import { english } from './english.ts';

const load = (file: string): Pair =>
  JSON.parse(readFileSync(new URL(`../../src/plan/testing/recordings/${file}`, import.meta.url), 'utf8')) as Pair;

/** @param image Replaces the recorded image in the change. */
function planned({ dump, change }: Pair, assume: Assume, image: readonly [string, string] = ['', '']): Plan {
  const { file, filename = '' } = change;
  const command = change.command.replace(...image);
  const files = file === undefined ? {} : { [filename]: file.replace(...image) };
  return plan(importCluster([{ name: 'dump', text: dump }], 'keep'), { command, files }, assume, english);
}

const podWrites = ({ writes }: Plan): readonly string[] =>
  writes.filter(({ resource }) => resource === 'pods').map(({ verb, name }) => `${verb} ${name}`);

describe('--new-image broken', () => {
  const pair = load('03-healthy-apply-broken-image.json');
  const tags = ['nginx-slim:broken', 'nginx-slim:0.99'] as const;
  const made = planned(pair, { newImage: 'broken' }, tags);

  it('does to an image of any tag what a real cluster did with one that cannot be pulled', () => {
    const text = JSON.stringify(made).replaceAll(tags[1], tags[0]);
    // The names of revisions depend on the image.
    const [recorded] = pair.writes as readonly { readonly name: string }[];
    const renamed = text.replaceAll(made.writes[0]!.name, recorded!.name);
    const hash = (name: string): string => name.slice('web-'.length);
    const outcome = JSON.parse(renamed.replaceAll(hash(made.writes[0]!.name), hash(recorded!.name))) as PairOutcome;
    expect(comparePair(pair, outcome)).toEqual([]);
  });

  it('stops at the first Pod, and names the way out', () => {
    expect(made.end).toBe('stuck');
    expect(made.stuckOn).toMatchObject({ object: 'statefulset/web', pod: 'web-2' });
    expect(made.stuckOn?.command).toMatch(/^kubectl /);
    expect(made.assumptions.map((a) => a.if)).toContain(
      'if the new image registry.k8s.io/nginx-slim:0.99 cannot be pulled',
    );
  });

  it('is another plan than --new-image ready, which goes through', () => {
    const good = planned(pair, { newImage: 'ready' }, tags);
    expect(good.end).toBe('at rest');
    expect(podWrites(good)).toEqual(
      ['web-2', 'web-1', 'web-0'].flatMap((name) => [`delete ${name}`, `create ${name}`]),
    );
  });
});

describe('--new-image SECONDS', () => {
  const pair = load('49-max-unavailable-roll.json');
  const made = planned(pair, { newImage: 60 });

  it('makes the recorded writes in the recorded order', () => {
    expect(comparePair(pair, made as unknown as PairOutcome)).toEqual([]);
  });

  it('lets each Pod take so long before the next one goes', () => {
    const deleted = made.steps.filter(({ verb, object }) => verb === 'delete' && object?.resource === 'pods');
    const at = deleted.map((step) => step.at);
    expect(at.length).toBeGreaterThan(2);
    for (const [i, time] of at.entries()) if (i > 0) expect(time - at[i - 1]!).toBeGreaterThanOrEqual(60_000);
  });
});

describe('--lost-node', () => {
  const pair = load('45-rollout-restart.json');
  const imported = importCluster([{ name: 'dump', text: pair.dump }], 'keep');
  const nodeOf = (name: string): string => {
    const pod = imported.objects.find((o) => o.kind === 'Pod' && o.metadata.name === name);
    return (pod as unknown as { spec: { nodeName: string } }).spec.nodeName;
  };

  // https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/: the control plane does not delete
  // the Pods of a node that it does not reach, and a set never has two Pods of one name.
  it('leaves the Pod of the node terminating, and creates none in its place', () => {
    const made = planned(pair, { lostNode: nodeOf('web-2') });
    expect(made.end).toBe('stuck');
    expect(podWrites(made)).not.toContain('create web-2');
    const [held] = (made.state['pods'] as readonly { name: string; terminating: boolean }[]).filter(
      ({ name }) => name === 'web-2',
    );
    expect(held?.terminating).toBe(true);
    expect(made.stuckOn?.command).toContain('web-2');
  });

  it('names a node that does not exist in its refusal', () => {
    expect(() => planned(pair, { lostNode: 'nowhere' })).toThrow('nowhere');
  });
});

// https://kubernetes.io/docs/tasks/run-application/delete-stateful-set/: the Pods of an orphaned set go on running.
it('no Pod counts as unavailable when its set is deleted with --cascade=orphan', () => {
  const { dump } = load('01-healthy-scale-up.json');
  const made = planned({ dump, change: { command: 'kubectl delete sts web --cascade=orphan' } } as Pair, {});
  expect(made.steps.map(({ what }) => what)).toContain('delete statefulset web');
  expect(made.steps.map(({ unavailable }) => unavailable)).toEqual(made.steps.map(() => ({})));
});

// https://kubernetes.io/docs/reference/using-api/server-side-apply/: a field that another manager owns is a conflict, a
// field that the applier itself owns is not; what an applier no longer sends is removed.
describe('--fields-set-by', () => {
  const pair = load('41-ssa-owner-apply.json');
  const { file = '', filename = '' } = pair.change;
  const apply = 'kubectl apply --server-side -f web.yaml';
  const serverSide = (assume: Assume, { dump = pair.dump, text = file, command = apply } = {}): Plan =>
    plan(
      importCluster([{ name: 'dump', text: dump }], 'keep'),
      { command, files: { [filename]: text } },
      assume,
      english,
    );
  const namesOf = ({ assumptions }: Plan) =>
    assumptions.filter(({ switch: other }) => other?.option === '--fields-set-by').map((one) => one.if);

  it('kubectl: the change is accepted, and the set rolls as it really did with the same image', () => {
    const made = serverSide({});
    expect(made.exit).toBe(0);
    expect(podWrites(made)).toEqual(
      (pair.writes as readonly { verb: string; resource: string; name: string }[])
        .filter(({ resource }) => resource === 'pods')
        .map(({ verb, name }) => `${verb} ${name}`),
    );
    expect(namesOf(made)).toEqual(['if kubectl apply --server-side set the fields of statefulset/web']);
    expect(made.assumptions.map(({ command }) => command)).toContain(
      'kubectl get statefulset/web -n default -o yaml --show-managed-fields',
    );
  });

  it('kubectl: a field that the manifest no longer has goes, replicas stay', () => {
    const text = file
      .replace(/^ +terminationGracePeriodSeconds.*\n/m, '')
      .replace(/^ +replicas.*\n/m, '')
      .replace(/image: .*/, 'image: registry.k8s.io/nginx-slim:0.21');
    const made = serverSide({}, { text });
    expect(made.steps[0]).toMatchObject({ verb: 'update', object: { name: 'web' } });
    expect(podWrites(made)).toHaveLength(6);
    expect(made.state['statefulsets']).toMatchObject([{ replicas: 3 }]);
  });

  it('another: the change is refused, without the name of a manager that nobody knows', () => {
    const made = serverSide({ fieldsSetBy: 'another' });
    expect(made.exit).toBe(1);
    expect(made.stderr).toContain('.spec.template.spec.containers[name="nginx"].image');
    expect(made.stderr).toContain('conflicts with "not-in-the-dump"');
    expect(made.writes).toEqual([]);
    expect(namesOf(made)).toEqual([
      'if another manager set the fields of statefulset/web; the dump does not contain its name',
    ]);
  });

  it('kubectl: a command with another --field-manager continues what that manager applied', () => {
    const command = 'kubectl apply --server-side --field-manager=argocd-controller -f web.yaml';
    expect(serverSide({}, { command }).exit).toBe(0);
    expect(serverSide({ fieldsSetBy: 'another' }, { command }).exit).toBe(1);
  });

  it('is no assumption of other commands', () => {
    expect(namesOf(serverSide({}, { command: 'kubectl apply -f web.yaml' }))).toEqual([]);
  });

  it.each(['kubectl', 'another'] as const)('%s: changes nothing where the dump has managedFields', (fieldsSetBy) => {
    const managedFields = [
      {
        manager: 'argocd-controller',
        operation: 'Apply',
        apiVersion: 'apps/v1',
        time: '2026-11-29T01:49:46Z',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:spec': {
            'f:template': {
              'f:spec': { 'f:containers': { 'k:{"name":"nginx"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
            },
          },
        },
      },
    ];
    const dump = pair.dump.replace(
      /( +)name: web\n +namespace: default\n +resourceVersion/,
      (found, indent: string) => `${indent}managedFields: ${JSON.stringify(managedFields)}\n${found}`,
    );
    const made = serverSide({ fieldsSetBy }, { dump });
    expect(made.exit).toBe(1);
    expect(made.stderr).toContain(
      'Apply failed with 1 conflict: conflict with "argocd-controller": .spec.template.spec.containers[name="nginx"].image',
    );
    expect(namesOf(made)).toEqual([]);
  });
});
