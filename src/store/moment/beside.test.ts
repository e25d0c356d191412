import { besideLab } from './beside.ts';
import { move, newLab } from '../testing.ts';
import { expect, it } from 'vitest';
import type { Lab } from '../lab.ts';

const images = ['0.22', '0.23', '0.24'].map((tag) => `registry.k8s.io/nginx-slim:${tag}`);

/** The look of each image's revision in a lab. */
const looks = ({ store }: Pick<Lab, 'store'>) =>
  new Map(store.getState().stage.revisions.map(({ image, index }) => [image, index]));

it('gives a revision of both courses one look, and one of the other course a look of its own', () => {
  const lab = newLab({ paused: true }).lab;
  const settle = () => move(lab, ({ cluster }) => cluster.settle());
  const [first, , third] = images;
  lab.act('apply');
  settle();
  lab.act('setImage', { image: first! });
  settle();
  lab.act('setImage', { image: images[1]! });
  settle();
  const left = lab.store.getState().run;
  // Acting in the past leaves that course, and begins another with a third image in the place of the second.
  lab.act('undo');
  lab.act('setImage', { image: third! });
  settle();

  const here = looks(lab);
  const there = looks(besideLab(lab, left).lab);
  expect(there.get(first!)).toBe(here.get(first!));
  expect(there.has(images[1]!)).toBe(true);
  expect([...here.values()]).not.toContain(there.get(images[1]!));
  // As long as nothing stands beside it, a course has its own order.
  expect(here.get(third!)).toBe(2);
});
