import { expect, test } from 'vitest';
import { type LessonProblem, readLesson } from './read-lesson.ts';

const valid = `id: scale
title: {en: Scale, zh: 扩缩容}
serves: {sections: ['2.4']}
leavesOut: {en: Claims., zh: 不讲 PVC。}
minutes: 2
start:
  manifest: 'kind: List'
pages:
  - id: what
    text: {en: A set has Pods., zh: StatefulSet 管理 Pod。}
    outline: {slot: web-0}
  - id: guess
    predict:
      asks: {en: Which Pod is created next?, zh: 接下来创建哪个 Pod？}
      answer: {of: next, event: created}
      then: [kubectl scale sts web --replicas=3]
      wrong:
        - value: web-0
          says: {en: It exists already., zh: 它已经存在。}
      because: {en: The next ordinal., zh: 下一个序号。}
`;

const problemsOf = (text: string): readonly LessonProblem[] => {
  const read = readLesson(text);
  return 'problems' in read ? read.problems : [];
};

test('a lesson that is right is read whole, with its defaults', () => {
  const read = readLesson(valid);
  expect(read).toMatchObject({ lesson: { id: 'scale', parts: [], start: { do: [] } } });
  expect('lesson' in read && read.lesson.pages.map(({ id }) => id)).toEqual(['what', 'guess']);
});

test.each([
  ['an unknown field', valid.replace('minutes: 2', 'minuets: 2\nminutes: 2'), 5, 1, /^minuets: unknown field$/],
  ['a missing language', valid.replace('{en: Scale, zh: 扩缩容}', '{en: Scale}'), 2, 1, /^title\.zh: is missing$/],
  ['an empty text', valid.replace('zh: 扩缩容', "zh: ' '"), 2, 24, /^title\.zh: expected a text$/],
  [
    'a page of no kind',
    valid.replace('    text: {en: A', '    txet: {en: A'),
    9,
    5,
    /^pages\[0\]: expected one of text, predict, do, answer$/,
  ],
  [
    'a wrong name',
    valid.replace('{slot: web-0}', '{slot: web}'),
    11,
    21,
    /^pages\[0\]\.outline\.slot: expected the name of a Pod, as web-0$/,
  ],
  [
    'a step that is no command',
    valid.replace('[kubectl scale', '[scale'),
    16,
    14,
    /^pages\[1\]\.predict\.then\[0\]: expected one line that begins with kubectl$/,
  ],
  [
    'two pages of one id',
    valid.replace('id: guess', 'id: what'),
    12,
    9,
    /^pages\[1\]\.id: "what" is the id of a page before$/,
  ],
  ['YAML that cannot be read', valid.replace('minutes: 2', 'minutes: ]'), 5, 10, /./],
])('%s is reported with its line and column', (_, text, line, column, message) => {
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({ line, column, message: expect.stringMatching(message) }),
  ]);
});

test('a file that is too long is refused before it is read', () => {
  expect(problemsOf(`${valid}# ${'x'.repeat(200_000)}`)).toEqual([
    { line: 1, column: 1, message: 'the file is longer than 100000 characters' },
  ]);
});

test('of thousands of problems, the first fifty are reported', () => {
  expect(problemsOf(valid + '  - 1\n'.repeat(5000))).toHaveLength(50);
});
