import { useStore } from 'zustand';
import { useMessages } from '../kit/messages.tsx';
import { lessonProgress } from './lesson-progress.ts';
import './lesson-done.css';

interface LessonDoneProps {
  /** The id under which it is kept. */
  readonly keptAs: string;
  /** Fingerprint of the lesson as it is now. */
  readonly hash: string;
  readonly title: string;
}

/** Says that a lesson was finished, and whether it has changed since; nothing where it was not. */
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
