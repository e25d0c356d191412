import { expect, test } from 'vitest';
import { lessonScript } from '../../src/lessons/export/lesson-script.ts';
import { localize } from '../../src/lessons/format/localize.ts';
import type { Lesson } from '../../src/lessons/format/schema.ts';
import { beginLesson, openPage, playPage } from '../../src/lessons/run/play-lesson.ts';
import { testShell } from '../../src/shell/testing.ts';
import '../programs-setup.ts';
import { findInCourse } from './lesson-problems.ts';

const find = findInCourse();
const taskOf = (page: Lesson['pages'][number]) => ('do' in page ? page.do : 'answer' in page ? page.answer : undefined);

test.each(['first-set', 'partition', 'stuck-rollout', 'names-and-disks', 'apply-after-scale'])(
  'the script of %s says in a shell of the lab what the lab says',
  async (name) => {
    const lesson = find(name)!;
    const run = beginLesson(lesson, find);
    const { type } = testShell('', { 'lesson.sh': lessonScript(localize(lesson, 'en'), find) }, run.cluster);
    for (const page of lesson.pages) {
      openPage(page, run);
      const task = taskOf(page);
      if (task !== undefined) {
        // The steps before the page have already run.
        const notes = page.begin.length === 0 ? await type(`bash lesson.sh begin ${page.id}; echo "= $?"`) : '= 0\n';
        expect(notes).toBe('= 0\n');
        const before = await type(`bash lesson.sh verify ${page.id}; echo "= $?"`);
        expect(before).toMatch(/^not yet: [^]*= 1\n$/m);
      }
      playPage(page, run);
      if (task !== undefined) expect(await type(`bash lesson.sh verify ${page.id}; echo "= $?"`)).toBe('= 0\n');
    }
  },
);
