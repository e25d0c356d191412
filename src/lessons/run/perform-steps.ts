import type { Path } from '../../manifests/parse.ts';
import type { Step } from '../format/steps.ts';
import { at, LessonError } from './lesson-error.ts';
import type { LessonRun } from './lesson-run.ts';

/**
 * Performs steps in order, and runs the cluster until it is at rest.
 * @param path Path of the list of steps in the lesson.
 * @throws LessonError at the step that is refused, or that takes too much work.
 */
export function performSteps(run: LessonRun, steps: readonly Step[], path: Path): void {
  for (const [i, step] of steps.entries()) {
    const here = [...path, i];
    const { exit, stderr } = at(here, () => run.perform(step));
    if (exit !== 0) throw new LessonError(here, `the step is refused: ${stderr.trim()}`);
  }
  at(path, () => run.settle());
}
