/** The last valid version of the open lesson file. */
import { localize } from '../../../lessons/format/localize.ts';
import type { Lesson } from '../../../lessons/format/schema.ts';
import { ownLesson } from '../../../store/state/own-lesson.ts';
import type { LocalLesson } from '../local-lesson.ts';

let lastGood: { readonly lesson: Lesson; readonly text: string } | undefined;

export const keepLessonOfFile = (lesson: Lesson, text: string): void => void (lastGood = { lesson, text });

/** Returns the lesson as it is in the file. */
export const wholeLessonOfFile = (): Lesson | undefined => lastGood?.lesson;

/** Returns the lesson in one language, under the id of the lesson file. */
export function lessonOfFile(language: string): LocalLesson | undefined {
  if (lastGood === undefined) return undefined;
  const { lesson, text } = lastGood;
  return { ...localize(lesson, language === 'zh' ? 'zh' : 'en'), id: ownLesson, ...keptAs(lesson, text) };
}

/** Returns the id and the fingerprint for the progress in a lesson of a file. */
const keptAs = ({ id }: Lesson, text: string) => ({ keptAs: `file.${id}`, hash: fingerprint(text) });

/** FNV-1a, 32 bits: detects changes of a file; it protects no secret. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
