/**
 * Compares the answers of the lab's kubectl with recorded ones of a real kubectl. Every row is equal, except for those
 * that `differences/` names with a reason; a named row that is equal is an error, so that outdated reasons are noticed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { comparable, differencesOf, isCompared, type Recording } from './compare-transcript.ts';
import { runTranscript } from './transcript.ts';
import { comparedFrom } from './transcript-pace.ts';
import type { Answer } from './transcript-row.ts';

const testing = join(import.meta.dirname, '..', 'src', 'kubectl', 'testing');

describe.each(['recordings', 'cases'])('%s', (folder) => {
  const names = readdirSync(join(testing, folder)).map((file) => file.replace('.json', ''));
  const load = (name: string): Recording =>
    JSON.parse(readFileSync(join(testing, folder, `${name}.json`), 'utf8')) as Recording;
  // Cases without a recorded answer have their own tests.
  describe.each(names.sort().filter((name) => load(name).rows.some(isCompared)))('%s', (name) => {
    const recording = load(name);
    const differences = differencesOf(name);
    let answers: readonly Answer[] = [];
    beforeAll(async () => {
      answers = await runTranscript(recording, { starts: [comparedFrom(name)] });
    });

    for (const [i, row] of recording.rows.entries()) {
      if (!isCompared(row)) continue;
      const watched = row.watch !== undefined;
      const title = `${i}: ${row.command ?? `${row.watch} while ${row.while}`}`;
      it(differences[i] === undefined ? title : `${title} (differs: ${differences[i]})`, () => {
        const [ours, real] = [comparable(answers[i]!, watched), comparable(row, watched)];
        if (differences[i] === undefined) expect(ours).toEqual(real);
        else expect(isDeepStrictEqual(ours, real), 'equal: delete it from the known differences').toBe(false);
      });
    }
  });
});
