import { ownLesson } from '../../../store/state/own-lesson.ts';
import { useLab } from '../../kit/lab.tsx';
import { later } from '../../kit/later.tsx';
import LessonPanel from '../lesson-panel.tsx';

/** Loaded for authors: it includes the checker of lesson files. */
const OwnLesson = later(() => import('./own-lesson.tsx').then((module) => module.default));

/** The lesson beside the stage: from the course, or from the open file. */
export default function AnyLesson() {
  const isOwn = useLab(({ lesson, lessonFile }) => lesson?.id === ownLesson && lessonFile !== null);
  return isOwn ? <OwnLesson /> : <LessonPanel />;
}
