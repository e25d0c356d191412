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
