/** Loads the course, one lesson in one language at a time. */
import type { Localized } from '../../lessons/format/localize.ts';
import type { CourseMap } from '../../lessons/format/course.ts';
import { ownLesson } from '../../store/state/own-lesson.ts';
import type { LocalLesson } from './local-lesson.ts';
import { lessonOfFile } from './own/last-good.ts';

export type LocalCourse = Localized<CourseMap>;

/** By the path of the file. */
type Loaders<T> = Readonly<Record<string, () => Promise<T>>>;

const lessonsBy: Readonly<Record<string, Loaders<LocalLesson>>> = {
  en: import.meta.glob<LocalLesson>('../../lessons/course/*/*.yaml', {
    query: '?lesson=en',
    import: 'default',
  }),
  zh: import.meta.glob<LocalLesson>('../../lessons/course/*/*.yaml', {
    query: '?lesson=zh',
    import: 'default',
  }),
};
const indexes: Readonly<Record<string, Loaders<LocalCourse>>> = {
  en: import.meta.glob<LocalCourse>('../../lessons/course/index.yaml', { query: '?course=en', import: 'default' }),
  zh: import.meta.glob<LocalCourse>('../../lessons/course/index.yaml', { query: '?course=zh', import: 'default' }),
};

/**
 * Loads a lesson in a language.
 * @returns undefined if there is no such lesson.
 */
export async function loadLesson(id: string, language: string): Promise<LocalLesson | undefined> {
  if (id === ownLesson) return lessonOfFile(language);
  const loaders = Object.entries(lessonsBy[language] ?? lessonsBy.en!);
  return loaders.find(([file]) => file.endsWith(`/${id}.yaml`))?.[1]();
}

/** Returns the chapters of the course, with the titles of their lessons. */
export async function loadCourse(language: string): Promise<LocalCourse> {
  return (indexes[language] ?? indexes.en!)['../../lessons/course/index.yaml']!();
}
