import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { onIdle } from '../kit/browser/when-idle.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { useSite } from '../kit/site.tsx';
import { loadLesson, withBefore } from './course.ts';
import { finishLesson } from './lesson-progress.ts';
import { LessonPage } from './lesson-page.tsx';
import { LessonPlayer } from './player.ts';
import './lesson.css';

type Loading = 'loading' | 'unknown' | { readonly failed: string } | LessonPlayer;

/** The lesson beside the stage. Restarting a lesson creates the component again. */
export default function LessonPanel() {
  const act = useAct();
  const { id } = useLab((state) => state.lesson)!;
  const [attempt, setAttempt] = useState(0);

  function restart(): void {
    act('openLesson', { id, at: 0 });
    setAttempt(attempt + 1);
  }

  return <Lesson key={`${id} ${attempt}`} onRestart={restart} />;
}

function Lesson({ onRestart }: { readonly onRestart: () => void }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const site = useSite();
  const { id, page } = useLab((state) => state.lesson)!;
  const language = useLab((state) => state.language);
  const [player, setPlayer] = useState<Loading>('loading');

  useEffect(() => {
    let wanted = true;
    let begun: LessonPlayer | undefined;
    void withBefore(id, lab.store.getState().language)
      .then(async (lessons) => {
        const lesson = lessons.get(id);
        if (!wanted) return;
        if (lesson === undefined) return setPlayer('unknown');
        begun = await LessonPlayer.begin(lab, lesson, lessons, onIdle, (session) => site.openApart(session));
        if (wanted) setPlayer(begun);
        else begun.end();
      })
      .catch(
        (error: unknown) => wanted && setPlayer({ failed: error instanceof Error ? error.message : String(error) }),
      );
    return () => {
      wanted = false;
      begun?.end();
    };
  }, [lab, site, id]);

  useEffect(() => {
    if (player instanceof LessonPlayer) void player.show(page);
  }, [player, page]);

  // A change of language keeps the page.
  useEffect(() => {
    if (!(player instanceof LessonPlayer)) return;
    void loadLesson(id, language).then((lesson) => lesson !== undefined && player.store.setState({ lesson }));
  }, [player, id, language]);

  return (
    <section className="lesson" data-panel="lesson" aria-label={t('course.title')} tabIndex={-1}>
      {player instanceof LessonPlayer ? (
        <Playing player={player} onRestart={onRestart} />
      ) : (
        <p role="status">
          {player === 'loading' && t('lesson.loading')}
          {player === 'unknown' && t('lesson.unknown', { id })}
          {typeof player === 'object' && t('lesson.failed', { reason: player.failed })}
        </p>
      )}
      <button
        className="icon-button lesson-close"
        aria-label={t('action.closeLesson')}
        title={t('action.closeLesson')}
        onClick={() => {
          act('closeLesson');
          if (player instanceof LessonPlayer) void player.leave();
        }}
      >
        <Icon name="cross" />
      </button>
    </section>
  );
}

function Playing({ player, onRestart }: { readonly player: LessonPlayer; readonly onRestart: () => void }) {
  const { t } = useMessages();
  const act = useAct();
  const { lesson, page: index, progress } = useStore(player.store);
  const page = lesson.pages[index]!;
  const goTo = (at: number): void => void act('openLesson', { id: lesson.id, at });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [index]);
  const last = index === lesson.pages.length - 1;

  function finish(): void {
    finishLesson(lesson.id);
    act('openCourse');
  }

  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {lesson.title}
      </h2>
      <p className="lesson-place">{t('lesson.page', { page: index + 1, pages: lesson.pages.length })}</p>
      <LessonPage player={player} page={page} progress={progress[page.id]} />
      <div className="lesson-steps">
        <button className="button" disabled={index === 0} onClick={() => goTo(index - 1)}>
          {t('lesson.back')}
        </button>
        <button className="button" onClick={onRestart}>
          {t('lesson.restart')}
        </button>
        <button className="button primary" onClick={() => (last ? finish() : goTo(index + 1))}>
          {t(last ? 'lesson.finish' : 'lesson.next')}
        </button>
      </div>
    </>
  );
}
