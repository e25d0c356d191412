import { expect, test } from 'vitest';
import { checkCourse } from '../../src/lessons/format/course.ts';
import { localize } from '../../src/lessons/format/localize.ts';
import type { Lesson } from '../../src/lessons/format/schema.ts';
import { answerOf } from '../../src/lessons/run/answer-prediction.ts';
import { beginLesson, openPage, playPage } from '../../src/lessons/run/play-lesson.ts';
import { verifyLesson } from '../../src/lessons/run/verify-lesson.ts';
import { courseIndex, courseLessons } from './files.ts';

const files = courseLessons();
const lessons = new Map(
  [...files].flatMap(([name, read]): [string, Lesson][] => ('lesson' in read ? [[name, read.lesson]] : [])),
);
const find = (id: string): Lesson | undefined => lessons.get(id);

/**
 * The answers to all predictions, stated by hand from a source, so that a fault of the engine cannot hide. The engine
 * must come to the same.
 */
const answers: Readonly<Record<string, { readonly value: string | number | boolean; readonly source: string }>> = {
  'first-set/how-many': {
    value: 'web-0',
    source: 'Kubernetes documentation, StatefulSets, Deployment and Scaling Guarantees: created in order from {0..N-1}',
  },
  'names-and-disks/delete-it': {
    value: true,
    source:
      'Kubernetes documentation, StatefulSets, Stable Storage: a rescheduled Pod mounts the volumes of its claims',
  },
  'names-and-disks/smaller': {
    value: 'www-web-0 www-web-1 www-web-2',
    source: 'Kubernetes documentation, StatefulSets, PersistentVolumeClaim retention: whenScaled is Retain by default',
  },
  'order/down': {
    value: 'web-2, web-1',
    source: 'Kubernetes documentation, StatefulSets: terminated in reverse order, from {N-1..0}',
  },
  'order/all-deleted': {
    value: 'web-0, web-1, web-2',
    source:
      'stateful_set_control.go, updateStatefulSet: replicas are processed by ordinal, each waits for the one before',
  },
  'rolling-update/which-first': {
    value: 'web-2',
    source: 'Kubernetes documentation, StatefulSets, Rolling Updates: from the largest ordinal to the smallest',
  },
  'rolling-update/counts': {
    value: '3',
    source: 'stateful_set_utils.go, completeRollingUpdate: currentReplicas becomes updatedReplicas',
  },
  'partition/as-printed': {
    value: 0,
    source: 'Kubernetes documentation, StatefulSets, Partitioned: greater than .spec.replicas is not propagated',
  },
  'partition/below': {
    value: 'registry.k8s.io/nginx-slim:0.21',
    source: 'Kubernetes documentation, StatefulSets, Partitioned: recreated at the previous version when deleted',
  },
  'stuck-rollout/broken': {
    value: 1,
    source: 'Kubernetes documentation, StatefulSets, Rolling Updates: waits until an updated Pod is Running and Ready',
  },
  'stuck-rollout/revert': {
    value: false,
    source: 'Kubernetes documentation, StatefulSets, Forced rollback; kubernetes/kubernetes#67250',
  },
};

test.each([...files])('%s.yaml is read without a problem', (_, read) => {
  expect('problems' in read ? read.problems : []).toEqual([]);
});

test('each lesson is in one chapter, and begins after one that exists', () => {
  expect(checkCourse(courseIndex(), lessons)).toEqual([]);
});

test.each([...lessons.keys()].flatMap((name) => [1, 7].map((seed) => [name, seed] as const)))(
  '%s works in a cluster with seed %i',
  (name, seed) => {
    expect(verifyLesson(lessons.get(name)!, find, seed)).toEqual([]);
  },
);

test('the engine answers each prediction as its source does', () => {
  const computed: Record<string, string | number | boolean> = {};
  for (const lesson of lessons.values()) {
    const run = beginLesson(lesson, find);
    for (const page of lesson.pages) {
      openPage(page, run);
      if ('predict' in page) computed[`${lesson.id}/${page.id}`] = answerOf(page.predict, run).value;
      playPage(page, run);
    }
  }
  expect(computed).toEqual(Object.fromEntries(Object.entries(answers).map(([page, { value }]) => [page, value])));
});

// A page is one idea: 90 English words, 160 Chinese characters.
test.each([...lessons.values()].flatMap(({ id, pages }) => pages.map((page) => [id, page.id, page] as const)))(
  'the text of %s/%s is short',
  (_, __, page) => {
    if (!('text' in page)) return;
    expect(page.text.en.split(/\s+/).length).toBeLessThanOrEqual(90);
    expect(page.text.zh.match(/\p{Script=Han}/gu)?.length).toBeLessThanOrEqual(160);
  },
);

// These words tell a learner that what is hard for them is easy.
test.each([...lessons])('%s talks down to nobody', (_, lesson) => {
  expect(JSON.stringify(lesson)).not.toMatch(/\b(?:just|simply|obviously|easy|easily)\b|只需|简单地|显然/i);
});

test.each([...lessons])('%s holds both languages, and a page loads one', (_, lesson) => {
  expect(JSON.stringify(localize(lesson, 'en'))).not.toMatch(/\p{Script=Han}/u);
  expect(JSON.stringify(localize(lesson, 'zh').pages)).toMatch(/\p{Script=Han}/u);
});
