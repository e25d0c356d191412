import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { comparable, isCompared, type RecordedRow } from './compare-transcript.ts';
import { type Answer, runTranscript, type Transcript } from './transcript.ts';

const recordings = join(import.meta.dirname, '..', 'src', 'kubectl', 'testing', 'recordings');

/** Rows in which the lab differs from the recording, and why. */
const differs: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  tutorial: { 2: 'was recorded before the second Pod was ready; the lab lets every change come to rest' },
  rollout: { 23: 'events of the same second stand in the order in which they fell into seconds' },
};

describe.each(['printers', 'errors', 'tutorial', 'rollout'])('%s: kubectl answers as a real one did', (name) => {
  const transcript = JSON.parse(readFileSync(join(recordings, `${name}.json`), 'utf8')) as Transcript & {
    readonly rows: readonly RecordedRow[];
  };
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    answers = await runTranscript(transcript);
  }, 60_000);

  for (const [i, row] of transcript.rows.entries()) {
    if (!isCompared(row)) continue;
    const watched = row.watch !== undefined;
    const title = `${i}: ${row.command ?? `${row.watch} while ${row.while}`}`;
    const why = differs[name]?.[i];
    it(why === undefined ? title : `${title} (${why})`, () => {
      const [real, ours] = [comparable(row, watched), comparable(answers[i]!, watched)];
      if (why === undefined) expect(ours).toEqual(real);
      else expect(ours).not.toEqual(real);
    });
  }
});
