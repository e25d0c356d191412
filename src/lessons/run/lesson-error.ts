import type { Path } from '../../manifests/parse.ts';

/** An error in a lesson that prevents playing it. The message is the reason, the path is the field of its file. */
export class LessonError extends Error {
  constructor(
    readonly path: Path,
    message: string,
  ) {
    super(message);
    this.name = 'LessonError';
  }
}

/**
 * Calls a function, and attributes its errors to a field of the lesson.
 * @throws LessonError
 */
export function at<T>(path: Path, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LessonError) throw error;
    throw new LessonError(path, error instanceof Error ? error.message : String(error));
  }
}
