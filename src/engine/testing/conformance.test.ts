import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareTrace, type RecordedTrace } from './compare-trace.ts';
import { replayTrace } from './trace.ts';

const recordings = new URL('./recordings/', import.meta.url);
const load = (file: string): RecordedTrace =>
  JSON.parse(readFileSync(new URL(file, recordings), 'utf8')) as RecordedTrace;
const traces = ['traces', 'mixed'].flatMap((folder) =>
  readdirSync(new URL(folder, recordings))
    .sort()
    .map((file) => `${folder}/${file}`),
);

describe('conformance: the engine does what a real v1.36 control plane was recorded doing', () => {
  for (const file of traces) {
    it(/([^/]*)\.json$/.exec(file)![1]!, () => {
      const recorded = load(file);
      expect(compareTrace(recorded, replayTrace(recorded))).toEqual([]);
    });
  }
});

describe('the comparison itself', () => {
  const recorded = load('traces/rolling-image.json');

  it('notices a write in another order', () => {
    const replayed = replayTrace(recorded);
    const step = replayed.steps[1]!;
    const swapped = { ...replayed, steps: replayed.steps.with(1, { ...step, writes: step.writes.toReversed() }) };
    expect(compareTrace(recorded, swapped)).toHaveLength(1);
  });

  it('notices one wrong field of a status', () => {
    const replayed = structuredClone(replayTrace(recorded));
    const state = replayed.steps[2]!.state as { statefulsets: { status: { readyReplicas: number } }[] };
    state.statefulsets[0]!.status.readyReplicas = 2;
    expect(compareTrace(recorded, replayed)).toHaveLength(1);
  });

  it('notices an eviction that was refused and is granted', () => {
    const evictions = load('mixed/mixed-0006.json');
    const granted = replayTrace(evictions);
    const steps = granted.steps.map((step) => ({ ...step, codes: step.codes.map(() => 200) }));
    expect(compareTrace(evictions, { ...granted, steps })).not.toEqual([]);
  });

  it('notices a missing step', () => {
    const replayed = replayTrace(recorded);
    expect(compareTrace(recorded, { ...replayed, steps: replayed.steps.slice(0, 2) })).toEqual([
      'step 2: missing',
      'step 3: missing',
    ]);
  });
});
