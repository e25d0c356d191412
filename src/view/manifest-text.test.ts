import { expect, it } from 'vitest';
import { createCluster, StatusError } from '../engine/index.ts';
import { examples } from '../manifests/examples.ts';
import { applyText, errorLines } from './manifest-text.ts';

const text = examples.find(({ id }) => id === 'complete')!.yaml.en;
const apply = (source: string) => applyText(createCluster().api, source, { name: 'user', reason: 'apply' });

it('marks the exact place of what is refused', () => {
  const line = text.split('\n').findIndex((row) => row.includes('replicas: 3')) + 1;
  expect(apply(text.replace('replicas: 3', 'replicas: -1')).diagnostics).toEqual([
    {
      message: 'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      line,
      column: 13,
      endLine: line,
      endColumn: 15,
    },
  ]);
});

it('says what looks like the cause of an error, and nothing where there is none', () => {
  const quoted = text.replace('serviceName: nginx', 'serviceName: nginx\n  podManagementPolicy: “Parallel”');
  expect(apply(quoted).diagnostics).toMatchObject([{ hint: { code: 'CurlyQuote', params: { use: '"' } } }]);
  const twice = text.replace('replicas: 3', 'replicas: 3\n  replicas: 2');
  expect(apply(twice)).toMatchObject({ ok: true, diagnostics: [] });
});

it('prints the refusal of a request and lets a bug through', () => {
  expect(errorLines(new StatusError('NotFound', 'pods "web-9" not found'))).toEqual([
    'Error from server (NotFound): pods "web-9" not found',
  ]);
  expect(() => errorLines(new TypeError('bug'))).toThrow('bug');
});
