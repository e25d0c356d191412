/**
 * Writes the digests of the golden links as the engine replays them, beside the engine's fingerprint: `npx tsx
 * tooling/engine-digests.ts`. It refuses if the fingerprint belongs to an engine with other digests.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { engineFingerprint } from '../src/engine/index.ts';
import { decodeSession } from '../src/share/link.ts';
import { Run } from '../src/timeline/run.ts';
import { simulate } from '../src/timeline/simulate.ts';
import { isMain } from './setup.mjs';
import './programs-setup.ts';

const folder = new URL('../src/share/testing/links/v2/', import.meta.url);
const file = new URL('../src/share/testing/engine-digests.json', import.meta.url);

interface EngineDigests {
  readonly fingerprint: string;
  /** Digests of the runs of each golden link. */
  readonly digests: Readonly<Record<string, string>>;
}

export const readDigests = (): EngineDigests => JSON.parse(readFileSync(file, 'utf8')) as EngineDigests;

/** Replays the golden links. */
export function engineDigests(): EngineDigests {
  const digests: Record<string, string> = {};
  for (const link of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
    const { runs, seed } = decodeSession(readFileSync(new URL(link, folder), 'utf8').trim());
    digests[link.replace('.txt', '')] = runs.map((run) => Run.replay(run, simulate(seed)).digest.text()).join(' ');
  }
  return { fingerprint: engineFingerprint(), digests };
}

if (isMain(import.meta.url)) {
  const [was, is] = [readDigests(), engineDigests()];
  const moved = Object.entries(was.digests).some(([name, digest]) => digest !== is.digests[name]);
  if (moved && was.fingerprint === is.fingerprint) {
    console.error('The engine does other things than before: raise rulesVersion in src/engine/fingerprint.ts first.');
    process.exit(1);
  }
  writeFileSync(file, `${JSON.stringify(is, null, 2)}\n`);
}
