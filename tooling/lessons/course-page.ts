// Writes docs/course.md, the list of the lessons and their subjects: npx tsx tooling/lessons/course-page.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import type { Lesson } from '../../src/lessons/format/schema.ts';
import { isMain, root } from '../setup.mjs';
import { courseIndex, courseLessons } from './files.ts';

export const coursePage = join(root, 'docs/course.md');

/** The sections of the tutorial that the course follows. */
export const sections: Readonly<Record<string, string>> = {
  1: 'Stateless and stateful',
  '1.1': 'Three kinds of state, and how names keep them',
  '2.1': 'The spec',
  '2.2': 'The status',
  '2.3': 'What is not created or deleted for you',
  '2.4': 'Pod management policies',
  '2.5': 'Update strategies',
  '2.5.1': 'Partitions',
};

/** Misconceptions about StatefulSets, by the number that lessons refer to. */
export const misconceptions: readonly string[] = [
  'Reverting the template repairs a broken rollout',
  'Deleting or scaling down a set frees its disks',
  'Claim templates, Pod management policy and serviceName can be edited',
  'The Pod of a dead node moves by itself',
  '`--force` is a faster delete',
  'The DNS name of a Pod works in any case',
  'Peers can find each other before they are Ready',
  'With only Pod 0 created, the controller is broken',
  'A Pending Pod is a problem of the scheduler',
  'Partition 1 updates one Pod',
  'Parallel makes updates parallel',
  'publishNotReadyAddresses is broken: the name needs 30 seconds',
  'A StatefulSet replicates data',
  'Any Pod can be removed, and the others keep their names',
  'Apply did nothing, so OnDelete is broken',
  'OrderedReady always keeps the order',
  'Deleting a set is ordered',
  'Scaling down always goes on',
  'Apply keeps the replicas that were scaled',
  'A volume can be mounted on the next node at once',
  'maxUnavailable rounds up, and always counts',
  'A disruption budget protects from everything',
  'The numbers of the status are all the same number',
];

/** The closing questions of the tutorial. */
export const questions: readonly string[] = [
  'Why are stateful applications needed?',
  'How is a Pod made stateful?',
  'How is a StatefulSet defined and used?',
  'Which Pod management policies are there?',
  'Which update strategies are there?',
];

/** Returns the page, in Markdown. */
export async function courseText(): Promise<string> {
  const files = courseLessons();
  const lessons = new Map(
    [...files].flatMap(([name, read]): [string, Lesson][] => ('lesson' in read ? [[name, read.lesson]] : [])),
  );
  const link = (id: string): string =>
    `[${lessons.get(id)!.title.en}](../src/lessons/course/${folderOf(id)}/${id}.yaml)`;
  const { chapters } = courseIndex();
  const folderOf = (id: string): string => chapters.find((chapter) => chapter.lessons.includes(id))!.id;
  const teaching = (serves: (lesson: Lesson) => boolean): string =>
    [...lessons.values()]
      .filter(serves)
      .map(({ id }) => link(id))
      .join(', ');
  const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const text = [
    '# The course',
    `${lessons.size} lessons. [How to write one](lessons.md). A generated page: \`npx tsx tooling/lessons/course-page.ts\`.`,
    ...chapters.map(({ title, lessons: ids }) =>
      [
        `## ${title.en} · ${title.zh}`,
        '',
        row('lesson', '课程', 'minutes'),
        row('---', '---', '--:'),
        ...ids.map((id) => row(link(id), lessons.get(id)!.title.zh, String(lessons.get(id)!.minutes))),
      ].join('\n'),
    ),
    '## Sections of the tutorial',
    [
      row('section', 'lessons'),
      row('---', '---'),
      ...Object.entries(sections).map(([section, name]) =>
        row(
          `${section} ${name}`,
          teaching(({ serves }) => serves.sections.includes(section)),
        ),
      ),
    ].join('\n'),
    '## Misconceptions',
    [
      row('belief', 'lessons'),
      row('---', '---'),
      ...misconceptions.map((belief, i) =>
        row(
          `${i + 1}. ${belief}`,
          teaching(({ serves }) => serves.misconceptions.includes(i + 1)),
        ),
      ),
    ].join('\n'),
    '## Closing questions',
    [
      row('question', 'lessons'),
      row('---', '---'),
      ...questions.map((question, i) =>
        row(
          `${i + 1}. ${question}`,
          teaching(({ serves }) => serves.questions.includes(i + 1)),
        ),
      ),
    ].join('\n'),
  ].join('\n\n');
  return prettier.format(text, { ...(await prettier.resolveConfig(coursePage)), parser: 'markdown' });
}

if (isMain(import.meta.url)) writeFileSync(coursePage, await courseText());
