/**
 * kubectl answers as v1.32.4 did without a cluster. Two things differ in the version of the lab, as its own recordings
 * show: unset times are not written, and errors of usage begin with `error:`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runTranscript } from './transcript.ts';
import type { Answer, Transcript } from './transcript-row.ts';

const path = join(import.meta.dirname, '..', 'src', 'kubectl', 'testing', 'offline.json');
const recording = JSON.parse(readFileSync(path, 'utf8')) as Pick<Transcript, 'files'> & {
  readonly rows: readonly Row[];
};

interface Row extends Answer {
  readonly command: string;
}

let answers: readonly Answer[] = [];
beforeAll(async () => {
  answers = await runTranscript(recording);
});

it.each(recording.rows.map(({ command, ...real }, i) => ({ command, real, i })))('$i: $command', ({ real, i }) => {
  expect(plain(answers[i]!)).toEqual(plain(real));
});

const plain = ({ stdout, stderr, exit }: Answer): Answer => ({
  stdout: stdout.startsWith('{') ? jsonWithoutNulls(stdout) : yamlWithoutTimes(stdout),
  stderr: stderr
    .replace(/^E\d+ .*"command failed" err="(.*)"$/m, (_, error: string) => `error: ${error.replaceAll('\\"', '"')}`)
    .replace(/^Error: /, 'error: '),
  exit,
});

/** Keeps the order of the fields, and of the documents. */
const jsonWithoutNulls = (text: string): string =>
  text
    .trimEnd()
    .split(/\n(?=\{$)/m)
    .map(withoutNulls)
    .join('\n');

const withoutNulls = (text: string): string =>
  JSON.stringify(
    JSON.parse(text, (_, value: unknown) => (value === null ? undefined : value)),
    null,
    4,
  );

/** An object in which only the unset time was written is empty. */
const yamlWithoutTimes = (text: string): string =>
  text
    .replace(/^( *)metadata:\n +creationTimestamp: null\n(?!\1 )/gm, '$1metadata: {}\n')
    .replace(/^ *creationTimestamp: null\n/gm, '');
