// Links and files that earlier releases have made: each of them can be opened for ever.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeSession } from '../../share/link.ts';
import { parseSession } from '../../share/read-session.ts';
import type { Session } from '../../share/session.ts';
import { type ShownFacts, shownFacts } from './shown-facts.ts';
import { newLab } from '../testing.ts';

const folder = new URL('../../share/testing/links/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
const versions = readdirSync(folder).sort();
const namesIn = (version: string, ending: string): readonly string[] =>
  readdirSync(new URL(`${version}/`, folder)).flatMap((file) =>
    file.endsWith(ending) ? file.replace(ending, '') : [],
  );

async function opened(session: Session) {
  const made = newLab({ example: 'tutorial', seed: 99 });
  await made.lab.act('openSession', { session, beginning: session });
  return made.lab;
}

/** Selects the facts apart from the objects of the cluster. While time runs, it is compared in tenths. */
function own({ now, past, run, stageView, inspected, text, files, runs, beside }: ShownFacts) {
  return { tenths: Math.floor(now / 100), past, run, stageView, inspected, text, files, runs, beside };
}

describe.each(versions)('of format %s', (version) => {
  it.each(namesIn(version, '.txt'))('the link %s opens at its moment, with all that was done', async (name) => {
    const shown = JSON.parse(read(`${version}/${name}.shows.json`)) as ShownFacts;
    const lab = await opened(decodeSession(read(`${version}/${name}.txt`).trim()));
    const now = JSON.parse(JSON.stringify(shownFacts(lab.store.getState()))) as ShownFacts;
    expect(own(now)).toEqual(own(shown));
    expect(now.playing).toBe(shown.playing);
    // Of several runs, a session keeps to each its own commands.
    expect(shown.commands).toEqual(expect.arrayContaining(now.commands));
  });

  it.each(readdirSync(new URL(`${version}/files/`, folder)))('the file %s opens as its link does', async (file) => {
    const [fromFile, fromLink] = [
      await opened(parseSession(read(`${version}/files/${file}`))),
      await opened(decodeSession(read(`${version}/${file.replace('.json', '.txt')}`).trim())),
    ];
    expect(shownFacts(fromFile.store.getState())).toEqual(shownFacts(fromLink.store.getState()));
  });
});
