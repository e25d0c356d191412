/**
 * Other changes of the recorded clusters. What each one expects follows from the source of Kubernetes v1.36:
 * pkg/controller/statefulset (stateful_set_control.go, stateful_set_utils.go, stateful_pod_control.go), history, and
 * apps/validation. Each title says why.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importCluster } from '../../../src/import/import-cluster.ts';
import { type Plan, plan } from '../../../src/plan/plan.ts';
import type { Pair } from '../../../src/plan/testing/compare-pair.ts';
import { english } from '../english.ts';
import { ofHealthySet } from './healthy.ts';
import { ofLeftovers } from './leftovers.ts';
import { ofPolicies } from './policies.ts';
import { ofRollouts } from './rollouts.ts';
import type { Variation } from './variation.ts';

const recordings = new URL('../../../src/plan/testing/recordings/', import.meta.url);
const files = readdirSync(recordings);
const pairOf = (number: string): Pair => {
  const file = files.find((name) => name.startsWith(`${number}-`))!;
  return JSON.parse(readFileSync(new URL(file, recordings), 'utf8')) as Pair;
};

/** The manifest of the recorded set, as it was first applied. */
const manifest = pairOf('41').change.file!.replace('nginx-slim:0.22', 'nginx-slim:0.21');

function planned({ dump, also = '', change, file }: Variation): Plan {
  const text = typeof file === 'function' ? file(manifest) : file;
  const command = text === undefined ? change : 'kubectl apply -f web.yaml';
  const dumped = `${pairOf(dump).dump}${also === '' ? '' : `\n---\n${also}`}`;
  const imported = importCluster([{ name: 'dump', text: dumped }], 'keep');
  return plan(imported, { command, files: text === undefined ? {} : { 'web.yaml': text } }, {}, english);
}

const words: Readonly<Record<string, string>> = {
  pods: 'pod',
  persistentvolumeclaims: 'claim',
  controllerrevisions: 'revision',
};
const tagOf = (image = ''): string => image.replace(/.*:/, '');

const fieldsOf = (objects: unknown) =>
  (objects ?? []) as readonly { readonly name: string; readonly revision?: number }[];

/** e.g. `delete pod web-2`, `create pod web-2 0.22`, `create claim www-web-3`, `create revision 2`. */
function decisive({ writes, before }: Plan): readonly string[] {
  const numbers = new Map(fieldsOf(before['controllerrevisions']).map(({ name, revision }) => [name, revision]));
  return writes.flatMap(({ verb, resource, name, image, revision }) => {
    const word = words[resource];
    const isDecisive = verb === 'create' || verb === 'delete' || (verb === 'update' && word === 'revision');
    if (word === undefined || !isDecisive) return [];
    if (word === 'revision') return [`${verb} revision ${String(revision ?? numbers.get(name))}`];
    return [`${verb} ${word} ${name}${word === 'pod' && verb === 'create' ? ` ${tagOf(image)}` : ''}`];
  });
}

interface PodState {
  readonly name: string;
  readonly image: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  readonly owner: string | null;
  readonly revision?: string;
}

const podsOf = ({ state }: Plan): readonly PodState[] => (state['pods'] ?? []) as unknown as readonly PodState[];

/** e.g. `web-0 0.21`; `!` is not Ready, `-` is terminating, `?` has no owner. */
const pods = (made: Plan): readonly string[] =>
  podsOf(made).map(
    ({ name, image, ready, terminating, owner }) =>
      `${name} ${tagOf(image)}${terminating ? '-' : ready ? '' : '!'}${owner === null ? '?' : ''}`,
  );

/** updateStatus in stateful_set_control.go: the counts of a set, from its Pods. */
function expectCounts(made: Plan): void {
  for (const { name, status } of (made.state['statefulsets'] ?? []) as readonly { name: string; status: object }[]) {
    const { currentRevision, updateRevision, ...counts } = status as Readonly<Record<string, string | number>>;
    const owned = podsOf(made).filter(({ owner }) => owner === `StatefulSet/${name}`);
    const count = (revision: string | number | undefined): number =>
      owned.filter((pod) => !pod.terminating && pod.revision === revision).length;
    const ready = owned.filter((pod) => pod.ready).length;
    expect(counts).toMatchObject({ availableReplicas: ready });
    const { replicas = 0, readyReplicas = 0, currentReplicas = 0, updatedReplicas = 0 } = counts;
    expect({ replicas, readyReplicas, currentReplicas, updatedReplicas }, name).toEqual({
      replicas: owned.length,
      readyReplicas: ready,
      currentReplicas: count(currentRevision),
      updatedReplicas: count(updateRevision),
    });
  }
}

describe('a plan follows from the source of the controller', () => {
  it.each([...ofHealthySet, ...ofRollouts, ...ofPolicies, ...ofLeftovers])('$dump: $change: $because', (variation) => {
    const made = planned(variation);
    const { writes, end = 'at rest', refused, claims, unordered = false } = variation;
    const order = (lines: readonly string[]) => (unordered ? lines.toSorted() : lines);
    expect(order(decisive(made))).toEqual(order(writes));
    expect(pods(made).toSorted()).toEqual(variation.pods.toSorted());
    expectCounts(made);
    expect(made.end).toBe(end);
    expect(made.exit).toBe(refused === undefined ? 0 : 1);
    if (refused !== undefined) expect(made.stderr).toContain(refused);
    if (claims !== undefined) {
      const names = fieldsOf(made.state['persistentvolumeclaims']).map(({ name }) => name);
      expect(names.toSorted()).toEqual(claims);
    }
  });
});
