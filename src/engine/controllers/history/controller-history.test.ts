import { describe, expect, it } from 'vitest';
import { set, start } from '../../testing/scenario.ts';
import { equalRevision, newRevision, nextRevision, sortControllerRevisions } from './controller-history.ts';
import { newControllerRef } from '../statefulset/stateful-set-utils.ts';

describe('revisions', () => {
  const web = set(start({ spec: { replicas: 0 } }));
  const make = (number: number, collisions = 0) => newRevision(web, number, collisions, newControllerRef(web));

  it('are equal when their templates are, also when a collision has given them different names', () => {
    expect(make(1, 1).metadata.name).not.toBe(make(1).metadata.name);
    expect(equalRevision(make(1, 1), make(1))).toBe(true);
  });

  it('count on from the highest number', () => {
    const sorted = sortControllerRevisions([make(7), make(2)]);
    expect(sorted.map((r) => r.revision)).toEqual([2, 7]);
    expect([nextRevision(sorted), nextRevision([])]).toEqual([8, 1]);
  });
});
