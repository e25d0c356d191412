import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { download } from '../kit/browser/download.ts';
import { Dialog } from '../kit/dialog.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type LocalCourse, loadCourse } from './course.ts';
import { LessonDone } from './lesson-done.tsx';
import { lessonProgress, type Progress } from './lesson-progress.ts';
import './course-map.css';

type Chapter = LocalCourse['chapters'][number];

/** The map of the course: chapters with their lessons, minutes, and progress. */
export default function CourseMap() {
  const { t } = useMessages();
  const language = useLab((state) => state.language);
  const [course, setCourse] = useState<LocalCourse>({ chapters: [] });
  const { progress, kept } = useStore(lessonProgress().store);
  useEffect(() => {
    let wanted = true;
    void loadCourse(language).then((loaded) => wanted && setCourse(loaded));
    return () => {
      wanted = false;
    };
  }, [language]);
  return (
    <Dialog title={t('course.title')} className="course-map">
      <p>{t('course.intro')}</p>
      {!kept && (
        <p className="course-not-kept" role="note">
          {t('course.notKept')}
        </p>
      )}
      {course.chapters.map((chapter) => (
        <ChapterLessons key={chapter.id} chapter={chapter} progress={progress} />
      ))}
      <Kept isEmpty={Object.keys(progress).length === 0} />
    </Dialog>
  );
}

function ChapterLessons({ chapter, progress }: { readonly chapter: Chapter; readonly progress: Progress }) {
  const { t } = useMessages();
  const act = useAct();
  const done = chapter.lessons.filter(({ id }) => progress[id] !== undefined).length;
  const minutes = chapter.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  return (
    <section>
      <h3>
        {chapter.title}{' '}
        <small>
          {t('course.doneOf', { done, count: chapter.lessons.length })} · {t('course.minutes', { minutes })}
        </small>
      </h3>
      <ol>
        {chapter.lessons.map(({ id, title, minutes, hash }) => (
          <li key={id}>
            <button className="button" onClick={() => act('openLesson', { id, at: 0 })}>
              {title}
            </button>
            <span>{t('course.minutes', { minutes })}</span>
            <LessonDone keptAs={id} hash={hash} title={title} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Exports, imports and resets the progress. */
function Kept({ isEmpty }: { readonly isEmpty: boolean }) {
  const { t } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const [said, say] = useState('');
  const all = lessonProgress();

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const text = file.size > 100_000 ? '' : await file.text();
    say(t(all.take(text) ? 'course.taken' : 'course.notTaken'));
  }

  return (
    <p className="course-kept">
      <button
        className="button"
        disabled={isEmpty}
        onClick={() => download(new Blob([all.file()], { type: 'application/json' }), 'statefulset-course.json')}
      >
        {t('course.export')}
      </button>
      <button className="button" onClick={() => input.current?.click()}>
        {t('course.import')}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0]);
          currentTarget.value = '';
        }}
      />
      <button className="button" disabled={isEmpty} onClick={() => all.forget()}>
        {t('course.forgetAll')}
      </button>
      <span role="status">{said}</span>
    </p>
  );
}
