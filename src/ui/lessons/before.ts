import type { LocalLesson } from './local-lesson.ts';

/**
 * Loads a lesson and the lessons that it begins after.
 * @param load Returns undefined if there is no such lesson.
 */
export async function withBefore(
  id: string,
  language: string,
  load: (id: string, language: string) => Promise<LocalLesson | undefined>,
): Promise<ReadonlyMap<string, LocalLesson>> {
  const found = new Map<string, LocalLesson>();
  for (let next: string | undefined = id; next !== undefined && !found.has(next);) {
    const lesson: LocalLesson | undefined = await load(next, language);
    if (lesson === undefined) break;
    found.set(next, lesson);
    next = lesson.start.after;
  }
  return found;
}
