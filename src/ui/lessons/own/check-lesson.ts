/** Plays a lesson in the page, as `npm run lesson` does, in small parts, so that the page stays responsive. */
import { type LessonProblem, placed, type PositionOf } from '../../../lessons/format/read-lesson.ts';
import type { Lesson } from '../../../lessons/format/schema.ts';
import { verifyInParts } from '../../../lessons/run/verify-lesson.ts';
import { LaterPrograms } from '../../../store/commands/programs.ts';
import { lazyParts } from '../../../store/lazy-parts.ts';
import { withBefore } from '../before.ts';
import { loadLesson } from '../course.ts';

/** Seeds of the clusters for the check. */
const seeds = [1, 7];

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Returns the faults that playing finds; undefined if it was cancelled. */
export async function checkLesson(
  lesson: Lesson,
  positionOf: PositionOf,
  givenUp: () => boolean,
): Promise<readonly LessonProblem[] | undefined> {
  await new LaterPrograms(lazyParts.programs).load();
  const { after } = lesson.start;
  const before = after === undefined ? new Map() : await withBefore(after, 'en', loadLesson);
  const found = new Map<string, LessonProblem>();
  for (const seed of seeds) {
    const parts = verifyInParts(lesson, (id) => before.get(id), seed);
    for (let part = parts.next(); ; part = parts.next()) {
      if (part.done === true) {
        for (const fault of part.value) found.set(JSON.stringify(fault), placed(fault, positionOf));
        break;
      }
      await nextTurn();
      if (givenUp()) return undefined;
    }
  }
  return [...found.values()];
}
