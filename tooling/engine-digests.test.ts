import { expect, it } from 'vitest';
import { engineDigests, readDigests } from './engine-digests.ts';

it('an engine that makes other states of the golden links has another fingerprint', () => {
  const hint = 'raise rulesVersion in src/engine/fingerprint.ts, then run `npx tsx tooling/engine-digests.ts`';
  expect(engineDigests(), hint).toEqual(readDigests());
});
