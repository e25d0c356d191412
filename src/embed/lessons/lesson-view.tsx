import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useMessages } from '../../ui/kit/messages.tsx';
import lessonStyles from '../../ui/lessons/lesson.css?inline';
import { endOf, isDone, taskOf } from '../../ui/lessons/player-state.ts';
import { Playing } from '../../ui/lessons/playing.tsx';
import { CommandLine } from './command-line.tsx';
import type { LessonOfFigure } from './lesson-of-figure.ts';
import styles from './lesson-view.css?inline';

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${lessonStyles}${styles}`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

interface LessonViewProps {
  readonly lesson: LessonOfFigure;
  readonly onRestart: () => void;
}

/** The lesson beside the stage of a figure. */
export function LessonView({ lesson, onRestart }: LessonViewProps) {
  const { t, language } = useMessages();
  const { player } = lesson;
  const { failed, finished } = useStore(lesson.store);
  const state = useStore(player.store);
  useEffect(() => void lesson.speak(language), [lesson, language]);
  const page = state.lesson.pages[state.page]!;
  const acts = taskOf(page) !== undefined && !isDone(page, state.progress[page.id]);
  const { right, predictions } = endOf(state);
  return (
    <section className="lesson" data-panel="lesson" aria-label={t('course.title')} tabIndex={-1}>
      <Playing
        player={player}
        keepsFocus
        onPage={(index) => lesson.show(index)}
        onRestart={onRestart}
        onFinish={() => lesson.finish()}
      >
        {acts && <CommandLine key={page.id} />}
        <div role="status" className="lesson-said">
          {failed !== null && <p>{t('lesson.failed', { reason: failed })}</p>}
          {finished && <p>{t('embed.lesson.finished', { right, predictions })}</p>}
        </div>
      </Playing>
    </section>
  );
}
