import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useMessages } from '../kit/messages.tsx';
import { LessonPage } from './lesson-page.tsx';
import type { LessonPlayer } from './player.ts';
import { isDone } from './player-state.ts';

interface PlayingProps {
  readonly player: LessonPlayer;
  /** Goes to another page, from 0. */
  readonly onPage: (index: number) => void;
  readonly onRestart: () => void;
  readonly onFinish: () => void;
  /** The focus follows the page; if absent, from the first page on. */
  readonly keepsFocus?: boolean;
  /** Below the page. */
  readonly children?: ReactNode;
}

/** A lesson while it is played: its page, and the links to the others. */
export function Playing({ player, onPage, onRestart, onFinish, keepsFocus = false, children }: PlayingProps) {
  const { t } = useMessages();
  const { lesson, page: index, progress, own } = useStore(player.store);
  const page = lesson.pages[index]!;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(keepsFocus ? index : -1);
  useEffect(() => {
    if (shown.current !== index) focusQuietly(heading.current!);
    shown.current = index;
  }, [index]);
  const last = index === lesson.pages.length - 1;
  const done = isDone(page, progress[page.id]);

  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {lesson.title}
      </h2>
      <p className="lesson-place">{t('lesson.page', { page: index + 1, pages: lesson.pages.length })}</p>
      {own !== null && (
        <p className="lesson-solution" role="status">
          {t('lesson.solutionShown')}{' '}
          <button className="button small" onClick={() => player.backToOwn()}>
            {t('lesson.backToOwn')}
          </button>
        </p>
      )}
      <LessonPage player={player} page={page} progress={progress[page.id]} />
      {children}
      <div className="lesson-steps">
        <button className="button" disabled={index === 0} onClick={() => onPage(index - 1)}>
          {t('lesson.back')}
        </button>
        <details className="lesson-again">
          <summary className="button">{t('lesson.again')}</summary>
          <div>
            <button className="button" onClick={() => player.restartPage()}>
              {t('lesson.restartPage')}
            </button>
            <button className="button" onClick={onRestart}>
              {t('lesson.restart')}
            </button>
          </div>
        </details>
        <button
          className={done ? 'button primary' : 'button'}
          onClick={() => {
            if (!last) return onPage(index + 1);
            player.finish();
            onFinish();
          }}
        >
          {t(last ? 'lesson.finish' : done ? 'lesson.next' : 'lesson.skipPage')}
        </button>
      </div>
    </>
  );
}

/** Moves the focus. Who has pressed no key yet, as when an address opens a lesson, sees no ring around it. */
function focusQuietly(heading: HTMLElement): void {
  const keyed = performance.eventCounts?.get('keydown') !== 0;
  heading.focus(keyed ? {} : { focusVisible: false });
}
