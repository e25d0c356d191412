import type { Path } from '../../manifests/parse.ts';

/** A lesson cannot be played: the message says why, the path which field of its file is at fault. */
export class LessonError extends Error {
  constructor(
    readonly path: Path,
    message: string,
  ) {
    super(message);
    this.name = 'LessonError';
  }
}

/** Calls a function; what it throws is at a field of the lesson. @throws LessonError */
export function at<T>(path: Path, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LessonError) throw error;
    throw new LessonError(path, error instanceof Error ? error.message : String(error));
  }
}
