import { expect, it } from 'vitest';
import { keptAtMost, type OwnFiles } from './own-files.ts';
import { testShell } from '../testing.ts';

it('keeps what was written into the home directory, and nothing that was there or lies elsewhere', async () => {
  const { type, files } = testShell('text');
  await type('echo a > mine.yaml; mkdir -p dir; echo b > dir/b.txt; echo c > /tmp/c; echo d > manifest.yaml');
  expect(files.kept).toEqual({ 'mine.yaml': 'a\n', 'dir/b.txt': 'b\n' });
  await type('echo "# mine" >> web.yaml; rm mine.yaml');
  expect(Object.keys(files.kept)).toEqual(['dir/b.txt', 'web.yaml']);
});

it('keeps no more than a link can carry', async () => {
  const { type, files } = testShell();
  await type(`for i in $(seq 1 ${keptAtMost.files + 5}); do echo $i > f$i; done`);
  expect(Object.keys(files.kept)).toHaveLength(keptAtMost.files);
  await type('rm f*; seq 1 9000 > large; seq 1 9000 >> large; echo b > small');
  expect(Object.keys(files.kept)).toEqual(['small']);
});

it('puts them back in another shell, and nothing beside the home directory', async () => {
  const own: OwnFiles = { 'mine.yaml': 'a\n', 'dir/b.txt': 'b\n', '../../etc/passwd': 'x', 'manifest.yaml': 'no' };
  const { type, files, shell } = testShell('text', own);
  expect(await type('cat mine.yaml dir/b.txt manifest.yaml')).toBe('a\nb\ntext');
  expect(await type('cat /etc/passwd')).toContain('No such file');
  files.before = { 'later.yaml': 'c\n' };
  shell.restart();
  expect(await type('cat later.yaml')).toBe('c\n');
});
