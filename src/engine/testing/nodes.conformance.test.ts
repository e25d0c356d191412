import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { essence, evictions, type NodeRecording, replayNodes } from './nodes.ts';

const folder = new URL('./recordings/nodes/', import.meta.url);
const load = (file: string): NodeRecording => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as NodeRecording;

describe('conformance: nodes are lost, drained and cordoned as with a real v1.36 control plane', () => {
  for (const file of readdirSync(folder).sort()) {
    it(file.replace('.json', ''), () => {
      const recorded = load(file);
      const replayed = replayNodes(recorded);
      expect(essence(replayed.rows, 'web')).toEqual(essence(recorded.rows, 'web'));
      expect(essence(replayed.rows, 'api')).toEqual(essence(recorded.rows, 'api'));
      expect(evictions(replayed.events)).toEqual(evictions(recorded.events));
    });
  }
});

it('refuses the eviction that a budget forbids in the recorded words', () => {
  const refused = replayNodes(load('drain-pdb-blocked.json')).rows.find((row) => row.do === 'drain')?.stderr;
  const recorded = load('drain-pdb-blocked.json').rows.find((row) => row.do === 'drain')!.stderr!;
  expect(recorded).toContain(refused?.split('\n')[0]);
  expect(refused?.split('\n')).toHaveLength(recorded.trim().split('\n').length);
});
