import { useEffect, useState } from 'react';
import { Dialog } from '../kit/dialog.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type LocalCourse, type LocalLesson, loadCourse, loadLesson } from './course.ts';
import { lessonsDone } from './lesson-progress.ts';
import './course-map.css';

interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly LocalLesson[];
}

async function chaptersOf({ chapters }: LocalCourse, language: string): Promise<readonly Chapter[]> {
  return Promise.all(
    chapters.map(async ({ id, title, lessons }) => {
      const loaded = await Promise.all(lessons.map((lesson) => loadLesson(lesson, language)));
      return { id, title, lessons: loaded.filter((lesson) => lesson !== undefined) };
    }),
  );
}

/** The map of the course: chapters with their lessons, their minutes, and which lessons are done. */
export default function CourseMap() {
  const { t } = useMessages();
  const act = useAct();
  const language = useLab((state) => state.language);
  const [chapters, setChapters] = useState<readonly Chapter[]>([]);
  const done = lessonsDone();
  useEffect(() => {
    let wanted = true;
    void loadCourse(language)
      .then((course) => chaptersOf(course, language))
      .then((loaded) => wanted && setChapters(loaded));
    return () => {
      wanted = false;
    };
  }, [language]);
  return (
    <Dialog title={t('course.title')} className="course-map">
      <p>{t('course.intro')}</p>
      {chapters.map(({ id, title, lessons }) => (
        <section key={id}>
          <h3>{title}</h3>
          <ol>
            {lessons.map((lesson) => (
              <li key={lesson.id}>
                <button className="button" onClick={() => act('openLesson', { id: lesson.id, at: 0 })}>
                  {lesson.title}
                </button>
                <span>{t('course.minutes', { minutes: lesson.minutes })}</span>
                {done.has(lesson.id) && <span className="course-done">✓ {t('course.done')}</span>}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </Dialog>
  );
}
