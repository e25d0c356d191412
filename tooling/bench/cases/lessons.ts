// One measurement of lessons: what it costs to judge each task of the course after an action, on a fork that was made ahead.
// `node lessons.mjs` prints one JSON line. Times are ms of CPU.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { installPrograms } from '../../../src/engine/index.ts';
import { programs } from '../../../src/engine/programs/index.ts';
import { readLesson } from '../../../src/lessons/format/read-lesson.ts';
import type { Lesson, Task } from '../../../src/lessons/format/schema.ts';
import { checkTask } from '../../../src/lessons/run/check-task.ts';
import { ForkAhead } from '../../../src/lessons/run/fork-ahead.ts';
import type { LessonRun } from '../../../src/lessons/run/lesson-run.ts';
import { beginLesson, openPage, playPage, solutionsOf } from '../../../src/lessons/run/play-lesson.ts';

installPrograms(programs);
const course = join(process.cwd(), 'src', 'lessons', 'course');
const lessons = new Map<string, Lesson>();
for (const file of readdirSync(course, { recursive: true, encoding: 'utf8' })) {
  const read = /\/[^/]+\.yaml$/.test(file) ? readLesson(readFileSync(join(course, file), 'utf8')) : undefined;
  if (read !== undefined && 'lesson' in read) lessons.set(basename(file, '.yaml'), read.lesson);
}

/** Checks of one task; the first are compiled while they run. */
const [warmUp, checks] = [5, 9];

/** Judges a task right after the last step of its solution: what this leads to is still to come. */
function timesOf(task: Task, run: LessonRun): readonly number[] {
  const from = run.turn;
  const steps = solutionsOf(task)[0]![1];
  return Array.from({ length: warmUp + checks }, () => {
    const learner = run.fork();
    learner.performAll(steps.slice(0, -1));
    // As the page does in idle time.
    const ahead = new ForkAhead();
    while (ahead.follow(learner));
    learner.performAll(steps.slice(-1));
    const before = process.cpuUsage();
    if (!checkTask(task, learner, from, ahead.take(learner)).done) throw new Error('the goals are not reached');
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  })
    .slice(warmUp)
    .sort((a, b) => a - b);
}

interface Checked {
  readonly page: string;
  readonly pods: number;
  readonly p50: number;
  readonly p95: number;
}

const checked: Checked[] = [];
for (const lesson of lessons.values()) {
  const run = beginLesson(lesson, (id) => lessons.get(id));
  for (const page of lesson.pages) {
    openPage(page, run);
    const task = 'do' in page ? page.do : 'answer' in page ? page.answer : undefined;
    if (task !== undefined) {
      const times = timesOf(task, run);
      const at = (share: number): number => times[Math.floor(times.length * share)]!;
      const pods = run.cluster.api.list('pods', { namespace: 'default' }).length;
      checked.push({ page: `${lesson.id}/${page.id}`, pods, p50: at(0.5), p95: at(0.95) });
    }
    playPage(page, run);
  }
}
console.log(JSON.stringify(checked));
