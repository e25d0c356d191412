import { useState } from 'react';
import { useAct, useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { LessonDone } from '../lesson-done.tsx';
import LessonPanel from '../lesson-panel.tsx';
import { lessonOfFile } from './last-good.ts';
import { useLessonFile } from './use-lesson-file.ts';
import './own.css';

/** The parts of a lesson that decide how it is played: everything but its texts. */
const playedOf = (lesson: unknown): string =>
  JSON.stringify(lesson, (key, value: unknown) => (key === 'en' || key === 'zh' ? undefined : value));

/** A lesson from a file, labelled as such. It follows each edit; an invalid text keeps the last valid version. */
export default function OwnLesson() {
  const { t } = useMessages();
  const act = useAct();
  const read = useLessonFile();
  const [begun, setBegun] = useState({ lesson: read?.lesson, revision: 0 });
  const lesson = read?.lesson;
  const kept = lessonOfFile(useLab(({ language }) => language));
  if (lesson !== begun.lesson) setBegun({ lesson, revision: begun.revision + 1 });
  const count = read?.problems.length ?? 0;
  return (
    <div className="lesson-own">
      {lesson === undefined ? (
        <section className="lesson" data-panel="lesson" aria-label={t('course.title')} tabIndex={-1} />
      ) : (
        <LessonPanel key={playedOf(lesson)} version={begun.revision} />
      )}
      <aside className="own-lesson" aria-label={t('own.label')}>
        <p>
          <strong>{t('own.notCourse')}</strong>{' '}
          {kept?.keptAs !== undefined && <LessonDone keptAs={kept.keptAs} hash={kept.hash} title={kept.title} />}
        </p>
        {count > 0 && <p role="status">{t(lesson === undefined ? 'own.wrongFirst' : 'own.wrong', { count })}</p>}
        <div>
          <button className="button small" onClick={() => act('setLayout', { layout: { sideFolded: false } })}>
            {t('own.edit')}
          </button>
          <button className="button small" onClick={() => act('closeLessonFile')}>
            {t('action.closeLessonFile')}
          </button>
        </div>
      </aside>
    </div>
  );
}
