import { expect, test } from 'vitest';
import { firstLesson } from '../../src/store/state/introduction.ts';
import { rules } from '../../src/ui/dialogs/rule-list.ts';
import { lessonOfRefusal, refusalLessons, ruleLessons, trapLessons } from '../../src/ui/lessons/lesson-links.ts';
import { trapRules } from '../../src/view/traps/traps.ts';
import { courseIndex } from './files.ts';

const lessons = courseIndex().chapters.flatMap((chapter) => chapter.lessons);

test.each([
  ...Object.entries(ruleLessons),
  ...Object.entries(trapLessons),
  ...refusalLessons.map(([words, lesson]) => [String(words), lesson] as const),
])('%s leads to a lesson that exists: %s', (_, lesson) => {
  expect(lessons).toContain(lesson);
});

test('each rule page and each trap has a lesson', () => {
  expect(Object.keys(ruleLessons).toSorted()).toEqual(Object.keys(rules).toSorted());
  expect(Object.keys(trapLessons).toSorted()).toEqual(Object.keys(trapRules).toSorted());
});

// The words are those of Kubernetes' validation.
test('a refused change of an immutable field leads to its lesson', () => {
  const message =
    "The StatefulSet \"web\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
  expect(lessonOfRefusal(message)).toBe('resize-claims');
  expect(lessonOfRefusal('error: the server could not find the requested resource')).toBeUndefined();
});

test('the course begins with the lesson that a first visitor is offered', () => {
  expect(lessons[0]).toBe(firstLesson);
});
