import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

test('hashes as the platform does, at every length around a block', () => {
  for (let length = 0; length < 140; length++) {
    const text = [...'aé€😀'.repeat(40)].slice(0, length).join('');
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  }
});
