import { useStore } from 'zustand';
import { useMessages } from '../kit/messages.tsx';
import { lessonProgress } from './lesson-progress.ts';
import './lesson-done.css';

interface LessonDoneProps {
  /** The id of the stored progress. */
  readonly keptAs: string;
  /** Fingerprint of the current version of the lesson. */
  readonly hash: string;
  readonly title: string;
}

/** Shows that a lesson is finished, and if it has changed since; nothing if it is not finished. */
export function LessonDone({ keptAs, hash, title }: LessonDoneProps) {
  const { t } = useMessages();
  const { progress } = useStore(lessonProgress().store);
  const then = progress[keptAs];
  if (then === undefined) return null;
  return (
    <span className="course-done">
      ✓ {t(then === '' || then === hash ? 'course.done' : 'course.changed')}
      <button
        className="button small"
        aria-label={t('course.forgetOf', { title })}
        onClick={() => lessonProgress().forget(keptAs)}
      >
        {t('course.forget')}
      </button>
    </span>
  );
}
