import { useEffect, useState } from 'react';
import type { TrapKind } from '../../view/traps/traps.ts';
import type { RuleName } from '../dialogs/rule-list.ts';
import { useAct, useLab, useOffered } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { loadCourse } from './course.ts';
import { lessonOfRefusal, ruleLessons, trapLessons } from './lesson-links.ts';

type About = { readonly trap: TrapKind } | { readonly rule: RuleName } | { readonly refusal: string };

const lessonAbout = (about: About): string | undefined =>
  'trap' in about
    ? trapLessons[about.trap]
    : 'rule' in about
      ? ruleLessons[about.rule]
      : lessonOfRefusal(about.refusal);

/** Opens the lesson about a subject; renders nothing if there is none, or while a lesson is open. */
export function LessonLink(about: About) {
  const { t } = useMessages();
  const act = useAct();
  const language = useLab((state) => state.language);
  const inLesson = useLab((state) => state.lesson !== null);
  const offered = useOffered('openLesson');
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let wanted = true;
    void loadCourse(language).then(({ chapters }) => {
      const lessons = chapters.flatMap((chapter) => chapter.lessons.map(({ id, title }) => [id, title] as const));
      if (wanted) setTitles(new Map(lessons));
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  const id = lessonAbout(about);
  const title = id === undefined ? undefined : titles.get(id);
  if (id === undefined || title === undefined || inLesson || !offered) return null;
  const text = t('course.teaches', { title });
  return (
    <button className="button small lesson-link" title={text} onClick={() => act('openLesson', { id, at: 0 })}>
      {text}
    </button>
  );
}
