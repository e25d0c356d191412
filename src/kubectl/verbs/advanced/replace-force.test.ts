import { expect, it } from 'vitest';
import { newSession } from '../../testing/session.ts';

it('replace --force refuses a dry run, which would delete', () => {
  const { run, settled } = newSession({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' });
  settled('create -f a.yaml');
  const refused = { stdout: '', stderr: 'error: --dry-run can not be used when --force is set\n', exit: 1 };
  expect(run('replace --force -f a.yaml --dry-run=client')).toEqual(refused);
  expect(run('replace --force -f a.yaml --dry-run=server')).toEqual(refused);
  expect(run('get cm a -o name').stdout).toBe('configmap/a\n');
});
