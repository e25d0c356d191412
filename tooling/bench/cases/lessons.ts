// One measurement of lessons: what it costs to judge each task of the course after an action, on a fork that was made ahead.
// All tasks are judged once in a first round, so that none is charged for the compilation of what all share.
// `node lessons.mjs` prints one JSON line. Times are ms of script.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { installPrograms } from '../../../src/engine/index.ts';
import { programs } from '../../../src/engine/programs/index.ts';
import { readLesson } from '../../../src/lessons/format/read-lesson.ts';
import type { Lesson, Task } from '../../../src/lessons/format/schema.ts';
import { checkInParts } from '../../../src/lessons/run/check-task.ts';
import { ForkAhead } from '../../../src/lessons/run/fork-ahead.ts';
import type { LessonRun } from '../../../src/lessons/run/lesson-run.ts';
import { timed } from './meter.ts';
import { beginLesson, openPage, playPage, solutionsOf } from '../../../src/lessons/run/play-lesson.ts';

installPrograms(programs);
const course = join(process.cwd(), 'src', 'lessons', 'course');
const lessons = new Map<string, Lesson>();
for (const file of readdirSync(course, { recursive: true, encoding: 'utf8' })) {
  const read = /\/[^/]+\.yaml$/.test(file) ? readLesson(readFileSync(join(course, file), 'utf8')) : undefined;
  if (read !== undefined && 'lesson' in read) lessons.set(basename(file, '.yaml'), read.lesson);
}

/** Checks of one task in each round. The first ones of a task include compilation. */
const rounds = [
  { warmUp: 0, checks: 4 },
  { warmUp: 4, checks: 20 },
];

interface Check {
  readonly whole: number;
  /** The longest part; the page draws between two parts. */
  readonly part: number;
}

/** Judges a task right after the last step of its solution, whose effects are still to come. */
function checkOnce(task: Task, run: LessonRun): Check {
  const from = run.turn;
  const steps = solutionsOf(task)[0]![1];
  const learner = run.fork();
  learner.performAll(steps.slice(0, -1));
  // As the page does in idle time.
  const ahead = new ForkAhead();
  while (ahead.follow(learner));
  learner.performAll(steps.slice(-1));
  const times: number[] = [];
  const noted = <T>(script: () => T): T => {
    const { result, time } = timed(script);
    times.push(time);
    return result;
  };
  const parts = noted(() => checkInParts(task, learner, from, ahead.take(learner)));
  for (let part = noted(() => parts.next()); ; part = noted(() => parts.next())) {
    if (part.done !== true) continue;
    if (!part.value.done) throw new Error('the goals are not reached');
    return { whole: times.reduce((sum, time) => sum + time, 0), part: Math.max(...times) };
  }
}

interface Checked {
  readonly page: string;
  readonly pods: number;
  readonly p50: number;
  readonly p95: number;
  /** Median of the longest parts. */
  readonly part: number;
}

const sorted = (times: readonly number[]): readonly number[] => [...times].sort((a, b) => a - b);

function checkAll({ warmUp, checks }: (typeof rounds)[number]): readonly Checked[] {
  const checked: Checked[] = [];
  for (const lesson of lessons.values()) {
    const run = beginLesson(lesson, (id) => lessons.get(id));
    for (const page of lesson.pages) {
      openPage(page, run);
      const task = 'do' in page ? page.do : 'answer' in page ? page.answer : undefined;
      if (task !== undefined) {
        const all = Array.from({ length: warmUp + checks }, () => checkOnce(task, run)).slice(warmUp);
        const whole = sorted(all.map((check) => check.whole));
        const at = (times: readonly number[], share: number): number => times[Math.ceil(times.length * share) - 1]!;
        checked.push({
          page: `${lesson.id}/${page.id}`,
          pods: run.cluster.api.list('pods', { namespace: 'default' }).length,
          p50: at(whole, 0.5),
          p95: at(whole, 0.95),
          part: at(sorted(all.map((check) => check.part)), 0.5),
        });
      }
      playPage(page, run);
    }
  }
  return checked;
}

console.log(JSON.stringify(rounds.map(checkAll).at(-1)));
