/**
 * `npm run conformance:readme`: replays every recording of a real cluster, and writes into README.md how many come out
 * the same.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { compareTrace, type RecordedTrace } from '../src/engine/testing/compare-trace.ts';
import { essence, evictions, type NodeRecording, replayNodes } from '../src/engine/testing/nodes.ts';
import { replayTrace } from '../src/engine/testing/trace.ts';
import { withSection } from './bench/report.mjs';
import { comparable, isCompared, type RecordedRow } from './compare-transcript.ts';
import { runTranscript, type Transcript } from './transcript.ts';

const root = join(import.meta.dirname, '..');

export interface Tally {
  readonly equal: number;
  readonly total: number;
}
export interface Conformance {
  readonly traces: Tally;
  readonly nodes: Tally;
  readonly kubectl: Tally;
}

function load<T>(folder: string): readonly T[] {
  const files = readdirSync(join(root, folder)).sort();
  return files.map((file) => JSON.parse(readFileSync(join(root, folder, file), 'utf8')) as T);
}

const tally = (results: readonly boolean[]): Tally => ({
  equal: results.filter(Boolean).length,
  total: results.length,
});

function nodesAreEqual(recorded: NodeRecording): boolean {
  const replayed = replayNodes(recorded);
  const same = (app: 'web' | 'api'): boolean =>
    isDeepStrictEqual(essence(replayed.rows, app), essence(recorded.rows, app));
  return same('web') && same('api') && isDeepStrictEqual(evictions(replayed.events), evictions(recorded.events));
}

async function equalRows(transcript: Transcript & { readonly rows: readonly RecordedRow[] }): Promise<boolean[]> {
  const answers = await runTranscript(transcript);
  return transcript.rows.flatMap((row, i) => {
    if (!isCompared(row)) return [];
    const watched = row.watch !== undefined;
    return [isDeepStrictEqual(comparable(row, watched), comparable(answers[i]!, watched))];
  });
}

export async function measureConformance(): Promise<Conformance> {
  const traces = load<RecordedTrace>('src/engine/testing/recordings/traces');
  const nodes = load<NodeRecording>('src/engine/testing/recordings/nodes');
  const rows: boolean[] = [];
  for (const transcript of load<Transcript>('src/kubectl/testing/recordings'))
    rows.push(...(await equalRows(transcript)));
  return {
    traces: tally(traces.map((trace) => compareTrace(trace, replayTrace(trace)).length === 0)),
    nodes: tally(nodes.map(nodesAreEqual)),
    kubectl: tally(rows),
  };
}

/** The table as it stands in the README, as Prettier writes it. */
export async function conformanceSection({ traces, nodes, kubectl }: Conformance): Promise<string> {
  const row = (what: string, { equal, total }: Tally): string => `| ${what} | ${equal} of ${total} |`;
  const table = [
    '| recorded of a real v1.36 cluster | the same here |',
    '| --- | ---: |',
    row('traces: each create and delete in order, and all there is at rest after each step', traces),
    row('nodes that are lost, return, are deleted, drained and cordoned: Pods, statuses, endpoints', nodes),
    row('commands of kubectl: what it prints, and whether it succeeds', kubectl),
  ].join('\n');
  const { format } = await import('prettier');
  return (await format(table, { parser: 'markdown', printWidth: 120 })).trim();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const section = await conformanceSection(await measureConformance());
  console.log(section);
  const readme = join(root, 'README.md');
  writeFileSync(readme, withSection(readFileSync(readme, 'utf8'), section, 'conformance'));
}
