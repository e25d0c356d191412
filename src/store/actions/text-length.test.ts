import { describe, expect, it } from 'vitest';
import { isTooLong, maxManifestLength } from '../../view/manifest-length.ts';
import { applyText, documentsOf } from '../../view/manifest-text.ts';
import { createLabStore } from '../lab-store.ts';
import { createFrontLab } from '../front-lab.ts';
import { lazyParts } from '../lazy-parts.ts';
import { newLab } from '../testing.ts';

const long = '#'.repeat(maxManifestLength);

describe('a text that is too long for the editor', () => {
  it('is not taken, and the page says so', () => {
    const { lab, state } = newLab();
    const before = state().text;
    lab.act('edit', { text: `${long}#` });
    expect(state().text).toBe(before);
    expect(state().banner).toBe('TextTooLong');
    lab.act('edit', { text: long });
    expect(state().text).toBe(long);
  });

  it('is not taken before the cluster has come either', async () => {
    const lab = createFrontLab({ example: 'complete', parts: lazyParts }, () => Promise.resolve({ createLabStore }));
    const before = lab.store.getState().text;
    lab.act('edit', { text: `${long}#` });
    expect([lab.store.getState().text, lab.store.getState().banner]).toEqual([before, 'TextTooLong']);
    await lab.ready;
  });

  it('can be shortened where a link has brought it, and is neither read nor applied', () => {
    expect([isTooLong(`${long}##`, `${long}#`), isTooLong(`${long}#`, `${long}##`)]).toEqual([true, false]);
    expect(documentsOf(`kind: ConfigMap\n${long}`)).toBeNull();
    const { api } = newLab().lab.read(({ access }) => access);
    expect(applyText(api, `${long}#`, { name: 'user', reason: 'test' }).lines).toEqual([
      'error: error parsing manifest.yaml: the file is larger than 256 KiB',
    ]);
  });
});
