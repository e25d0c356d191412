/** The lesson file that is open, as it was read last without a problem. */
import { type Localized, localize } from '../../../lessons/format/localize.ts';
import type { Lesson } from '../../../lessons/format/schema.ts';
import { ownLesson } from '../../../store/state/own-lesson.ts';

let lastGood: Lesson | undefined;

export const keepLessonOfFile = (lesson: Lesson): void => void (lastGood = lesson);

/** Returns the lesson as it is in the file. */
export const wholeLessonOfFile = (): Lesson | undefined => lastGood;

/** Returns the lesson in one language, under the id of the lesson file. */
export const lessonOfFile = (language: string): Localized<Lesson> | undefined =>
  lastGood && { ...localize(lastGood, language === 'zh' ? 'zh' : 'en'), id: ownLesson };
