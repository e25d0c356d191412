import { expect, it } from 'vitest';
import type { RevisionModel } from '../../../view/stage-model.ts';
import { inPlace, worthShowing } from './revision-rail.tsx';

const revision = (number: number, roles: Partial<RevisionModel> = {}): RevisionModel => ({
  name: `web-${number}`,
  hash: String(number),
  index: number - 1,
  revision: number,
  current: false,
  update: false,
  image: `nginx:${number}`,
  pods: 0,
  ...roles,
});
const numbers = (shown: readonly RevisionModel[]): readonly number[] => shown.map(({ revision }) => revision);

const rolling = [revision(1), revision(2, { current: true, pods: 2 }), revision(3, { update: true, pods: 1 })];
const done = [revision(1), revision(2), revision(3, { current: true, update: true, pods: 3 })];

it('shows the revisions with a role first, in places that the end of a rollout does not change', () => {
  expect(numbers(worthShowing(rolling))).toEqual([3, 2, 1]);
  expect(numbers(worthShowing(done))).toEqual([3, 2, 1]);
  const back = [revision(1, { current: true, pods: 2 }), revision(2), revision(3, { update: true, pods: 1 })];
  expect(numbers(worthShowing(back))).toEqual([3, 1, 2]);
});

it('moves no entry of a key when the rollout ends', () => {
  expect(numbers(inPlace(rolling))).toEqual([1, 2, 3]);
  expect(numbers(inPlace(done))).toEqual([1, 2, 3]);
});
