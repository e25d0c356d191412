import { expect, it } from 'vitest';
import { crowdedFolders } from './folders.mjs';

/** @param {string} folder @param {number} count */
const filesIn = (folder, count) => Array.from({ length: count }, (_, i) => `${folder}/${i}.ts`);

it('names a folder with more than 30 files, without those in the folders below it', () => {
  expect(crowdedFolders([...filesIn('src/a', 31), ...filesIn('src/a/b', 30)])).toEqual([['src/a', 31]]);
});

it('lets a folder of data hold more', () => {
  expect(crowdedFolders(filesIn('src/share/testing/links/v1', 100))).toEqual([]);
});
