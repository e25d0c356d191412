/** Loads lessons as classic scripts, each in one language. */
import type { LocalLesson } from '../../ui/lessons/local-lesson.ts';

/** Fingerprints of the lessons, by id; the names of their scripts contain them. */
const [fingerprints = {}] = Object.values(
  import.meta.glob<Readonly<Record<string, string>>>('../../lessons/course/index.yaml', {
    query: '?scripts',
    import: 'default',
    eager: true,
  }),
);

/** @returns undefined if there is no such lesson. */
export async function loadLesson(id: string, language: string): Promise<LocalLesson | undefined> {
  if (!Object.hasOwn(fingerprints, id)) return undefined;
  const address = `./assets/lesson-${id}-${language}-${fingerprints[id]}.js`;
  return globalThis.statefulsetLab!.loadScript(address, ({ lesson }) => lesson);
}
