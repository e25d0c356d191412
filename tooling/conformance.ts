/**
 * Writes into docs/conformance.md how many recordings of a real cluster are equal here: `npm run conformance`. The
 * tests replay each recording and require this: a trace must be equal, and so must a row of kubectl unless
 * `src/kubectl/testing/differences/` names it. The numbers therefore follow from the files, without another replay.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withSection } from './bench/report.mjs';
import { differencesOf, isCompared, type Recording } from './compare-transcript.ts';

const root = join(import.meta.dirname, '..');

interface Tally {
  readonly equal: number;
  readonly total: number;
}

const filesIn = (folder: string): readonly string[] => readdirSync(join(root, folder)).sort();

/** Counts the recordings of a folder. The tests require that all of them are equal. */
const allEqual = (folder: string): Tally => {
  const total = filesIn(folder).length;
  return { equal: total, total };
};

function kubectlRows(folder: string): Tally {
  return filesIn(folder).reduce(
    ({ equal, total }, file) => {
      const { rows } = JSON.parse(readFileSync(join(root, folder, file), 'utf8')) as Recording;
      const compared = rows.filter(isCompared).length;
      const different = Object.keys(differencesOf(file.replace('.json', ''))).length;
      return { equal: equal + compared - different, total: total + compared };
    },
    { equal: 0, total: 0 },
  );
}

/** Returns the table of docs/conformance.md in Prettier's format. */
export async function conformanceSection(): Promise<string> {
  const row = (what: string, { equal, total }: Tally): string => `| ${what} | ${equal} of ${total} |`;
  const traces = 'src/engine/testing/recordings';
  const table = [
    '| recorded of a real v1.36 cluster | the same here |',
    '| --- | ---: |',
    row(
      'traces: each create and delete in order, and all there is at rest after each step',
      allEqual(`${traces}/traces`),
    ),
    row('traces of a set beside a PodDisruptionBudget and a Deployment', allEqual(`${traces}/mixed`)),
    row(
      'nodes that are lost, return, are deleted, drained and cordoned: Pods, statuses, endpoints',
      allEqual(`${traces}/nodes`),
    ),
    row('commands of kubectl: what it prints, and whether it succeeds', kubectlRows('src/kubectl/testing/recordings')),
    row('the same, in cases made of public bug reports', kubectlRows('src/kubectl/testing/cases')),
  ].join('\n');
  const { format } = await import('prettier');
  return (await format(table, { parser: 'markdown', printWidth: 120 })).trim();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const section = await conformanceSection();
  console.log(section);
  const page = join(root, 'docs/conformance.md');
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), section, 'conformance'));
}
