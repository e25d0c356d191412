import { expect, it } from 'vitest';
import { apply } from './actions/apply.ts';
import { undo } from './actions/history.ts';
import { setImage } from './actions/set-image.ts';
import { createLabStore } from './lab-store.ts';

const images = ['0.22', '0.23', '0.24'].map((tag) => `registry.k8s.io/nginx-slim:${tag}`);

/** The look of each image's revision in a lab. */
const looks = ({ state }: Pick<ReturnType<typeof createLabStore>, 'state'>) =>
  new Map(state().stage.revisions.map(({ image, index }) => [image, index]));

it('gives a revision of both courses one look, and one of the other course a look of its own', () => {
  const lab = createLabStore({ example: 'complete', paused: true });
  const settle = () => lab.travel(({ cluster }) => cluster.settle());
  const [first, , third] = images;
  lab.act(apply);
  settle();
  lab.act(setImage, first!);
  settle();
  lab.act(setImage, images[1]!);
  settle();
  const left = lab.state().run;
  // Acting in the past leaves that course, and begins another with a third image in the place of the second.
  lab.act(undo);
  lab.act(setImage, third!);
  settle();

  const here = looks(lab);
  const there = looks(lab.beside(left).lab);
  expect(there.get(first!)).toBe(here.get(first!));
  expect(there.has(images[1]!)).toBe(true);
  expect([...here.values()]).not.toContain(there.get(images[1]!));
  // As long as nothing stands beside it, a course has its own order.
  expect(here.get(third!)).toBe(2);
});
