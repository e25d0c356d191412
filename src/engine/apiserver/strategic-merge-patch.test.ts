// Expected: apimachinery v0.36 pkg/util/strategicpatch/patch.go, pkg/util/mergepatch/errors.go, and the answers of
// interpretStrategicMergePatchError in apiserver/pkg/endpoints/handlers/patch.go.
import { expect, it } from 'vitest';
import { strategicMergePatch } from './strategic-merge-patch.ts';

const pod = {
  spec: { containers: [{ name: 'nginx', image: 'nginx:1' }], strategy: { type: 'RollingUpdate', rollingUpdate: {} } },
};
const rejected = 'the server rejected our request due to an error in our request';

it.each([
  [{ spec: { $patch: 'foo' } }, '', 'unknown patch type: foo in map: map[$patch:foo]'],
  [{ spec: { $patch: 'merge' } }, '', 'unknown patch type: merge in map: map[$patch:merge]'],
  [
    { spec: { containers: [{ name: 'nginx', $patch: 'remove' }] } },
    '',
    'unknown patch type: remove in map: map[$patch:remove name:nginx]',
  ],
  [{ spec: { containers: [{ $patch: 'merge' }] } }, '', 'merging lists cannot yet be specified in the patch'],
  [{ spec: { containers: [{ image: 'a' }] } }, '', 'map: map[image:a] does not contain declared merge key: name'],
  [
    { spec: { containers: [{ $patch: 'delete' }] } },
    '',
    'map: map[$patch:delete] does not contain declared merge key: name',
  ],
  [{ spec: { containers: ['a'] } }, '', 'list element types are not identical: [[map[image:nginx:1 name:nginx]] [a]]'],
  [{ spec: { containers: [['a']] } }, 'Invalid', rejected],
  [{ spec: { strategy: { $retainKeys: 'type' } } }, 'BadRequest', 'invalid patch format of retainKeys'],
  [{ spec: { strategy: { $retainKeys: ['type'], rollingUpdate: {} } } }, 'Invalid', rejected],
])('%j is refused', (patch, reason, message) => {
  expect(() => strategicMergePatch(pod, patch)).toThrow(expect.objectContaining({ reason, message }));
});

it('puts new items of a list first, and keeps the order of the others', () => {
  const names = (before: string[], patch: string[]): unknown => {
    const containers = (of: string[]) => ({ containers: of.map((name) => ({ name })) });
    const merged = strategicMergePatch(containers(before), containers(patch)) as ReturnType<typeof containers>;
    return merged.containers.map(({ name }) => name);
  };
  expect(names(['nginx'], ['redis'])).toEqual(['redis', 'nginx']);
  expect(names(['a', 'b', 'c'], ['c', 'new'])).toEqual(['a', 'b', 'c', 'new']);
  expect(names(['a', 'b', 'c'], ['c', 'a'])).toEqual(['b', 'c', 'a']);
  expect(strategicMergePatch({ finalizers: ['a/b'] }, { finalizers: ['c/d'] })).toEqual({ finalizers: ['c/d', 'a/b'] });
});

it('takes what is not there yet without its nulls and without the parts that hold a directive', () => {
  const patch = {
    spec: {
      volumes: [
        { name: 'a', $patch: 'foo' },
        { name: 'b', secret: null },
      ],
      other: { $patch: 'x' },
    },
  };
  expect(strategicMergePatch({ spec: {} }, patch)).toEqual({ spec: { volumes: [{ name: 'b' }] } });
});
