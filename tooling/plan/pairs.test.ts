/** Compares plans with reality: dumps of a real v1.36 cluster, a change, and what its controllers then did. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importCluster } from '../../src/import/import-cluster.ts';
import { plan } from '../../src/plan/plan.ts';
import { comparePair, type PairOutcome, type Pair } from '../../src/plan/testing/compare-pair.ts';
import { english } from './english.ts';

const recordings = new URL('../../src/plan/testing/recordings/', import.meta.url);
const load = (file: string): Pair => JSON.parse(readFileSync(new URL(file, recordings), 'utf8')) as Pair;

function planned({ dump, change }: Pair): PairOutcome {
  const { file, filename = '', command } = change;
  const imported = importCluster([{ name: 'dump', text: dump }], 'keep');
  return plan(imported, { command, files: file === undefined ? {} : { [filename]: file } }, {}, english) as never;
}

describe('a plan is what the real controllers then did', () => {
  for (const file of readdirSync(recordings).filter((name) => name.endsWith('.json'))) {
    const pair = load(file);
    it(pair.name, () => expect(comparePair(pair, planned(pair))).toEqual([]));
  }
});

describe('the comparison itself', () => {
  const pair = load('01-healthy-scale-up.json');
  const made = planned(pair);

  it('notices a write too few', () => {
    expect(comparePair(pair, { ...made, writes: made.writes.slice(1) })).toHaveLength(1);
  });

  it('notices another state', () => {
    expect(comparePair(pair, { ...made, state: made.before })).not.toEqual([]);
  });
});
