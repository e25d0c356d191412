import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { comparable, isCompared, type RecordedRow } from './compare-transcript.ts';
import { type Answer, runTranscript, type Transcript } from './transcript.ts';

const recordings = join(import.meta.dirname, '..', 'src', 'kubectl', 'testing', 'recordings');

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
    it(title, () => {
      expect(comparable(answers[i]!, watched)).toEqual(comparable(row, watched));
    });
  }
});
