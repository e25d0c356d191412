import { describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { structureOnly } from './structure-only.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', labels: { app: 'web' }, annotations: { 'example.com/owner': 'ann' } },
  spec: {
    containers: [{ name: 'a', image: 'nginx:1', command: ['sh', '-c', 'secret'], env: [{ name: 'A', value: 'b' }] }],
  },
  status: { phase: 'Running', podIP: '10.0.0.1' },
};
const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'www-web-0', annotations: { 'pv.kubernetes.io/bind-completed': 'yes', note: 'ann' } },
};
const session: Session = {
  version: 2,
  seed: 1,
  run: 1,
  moment: null,
  runs: [{ id: 1, name: null, from: null, inputs: [], texts: [], at: 0, digest: 'abc', imported: true }],
  imported: { date: 0, objects: [pod, claim, { kind: 'Event', message: 'x' }] },
};

describe('a link of an imported cluster', () => {
  it('holds names, labels, images and status', () => {
    expect(structureOnly(session).imported?.objects).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web-0', labels: { app: 'web' } },
        spec: { containers: [{ name: 'a', image: 'nginx:1' }] },
        status: { phase: 'Running' },
      },
      { ...claim, metadata: { name: 'www-web-0', annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } } },
    ]);
  });

  it('has no digests, as the objects are others', () => {
    expect(structureOnly(session).runs[0]).not.toHaveProperty('digest');
  });

  it('leaves a session of the lab as it is', () => {
    const { imported: _, ...plain } = session;
    expect(structureOnly(plain)).toBe(plain);
  });
});
