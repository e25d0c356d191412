import { useState } from 'react';
import type { Localized } from '../../lessons/format/localize.ts';
import type { Prediction, Task } from '../../lessons/format/schema.ts';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Markdown } from './markdown.tsx';
import { useOutline } from './use-outline.ts';
import type { LessonPlayer, LocalPage, PageProgress } from './player.ts';

interface PageProps {
  readonly player: LessonPlayer;
  readonly page: LocalPage;
  readonly progress: PageProgress | undefined;
}

/** One page of a lesson, by its kind. */
export function LessonPage({ player, page, progress }: PageProps) {
  useOutline(useLabInstance(), page.outline);
  if ('predict' in page) return <Predict key={page.id} player={player} asked={page.predict} progress={progress} />;
  if ('do' in page) return <Do key={page.id} task={page.do} progress={progress} />;
  if ('answer' in page) return <Do key={page.id} task={page.answer} progress={progress} />;
  return <Markdown text={page.text} />;
}

interface PredictProps {
  readonly player: LessonPlayer;
  readonly asked: Localized<Prediction>;
  readonly progress: PageProgress | undefined;
}

/** Asks for a prediction; afterwards shows it beside the answer. */
function Predict({ player, asked, progress }: PredictProps) {
  const { t } = useMessages();
  const word = (value: unknown): string =>
    value === true ? t('lesson.yes') : value === false ? t('lesson.no') : String(value);
  const guess = progress?.guess;
  return (
    <>
      <Markdown text={asked.asks} />
      {guess === undefined ? (
        <>
          <p className="lesson-note">{t('lesson.guess')}</p>
          <div className="lesson-options">
            {progress?.options?.map((value) => (
              <button key={String(value)} className="button" onClick={() => player.guess(value)}>
                {word(value)}
              </button>
            ))}
            <button className="button quiet" onClick={() => player.guess(null)}>
              {t('lesson.skip')}
            </button>
          </div>
        </>
      ) : (
        <div role="status">
          <p>{guess === null ? t('lesson.noGuess') : t('lesson.yourGuess', { guess: word(guess) })}</p>
          <p>
            <strong>{t('lesson.happens', { answer: word(progress?.answer) })}</strong>
          </p>
          <Markdown text={asked.because} />
          <dl className="lesson-reasons">
            {asked.wrong.map(({ value, says }) => (
              <div key={String(value)} data-guessed={String(value) === String(guess)}>
                <dt>{word(value)}</dt>
                <dd>
                  <Markdown text={says} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  );
}

const hintKinds = ['text', 'ghost', 'type'] as const;

/** A goal to reach, with the state of each condition. */
function Do({ task, progress }: { readonly task: Localized<Task>; readonly progress: PageProgress | undefined }) {
  const { t } = useMessages();
  const [hints, setHints] = useState(0);
  const state = progress?.task;
  useOutline(useLabInstance(), hints > 1 && state?.done !== true ? task.hints.ghost : undefined);
  return (
    <>
      <Markdown text={task.task} />
      <ul className="lesson-goals">
        {task.goals.map(({ says }, i) => {
          const goal = state?.goals[i];
          const how = goal?.state ?? 'checking';
          return (
            <li key={i} data-state={how}>
              <span>{says}</span> <em>{t(`lesson.goal.${how}`)}</em>
              {goal?.says !== undefined && <p>{goal.says}</p>}
            </li>
          );
        })}
      </ul>
      <div role="status">
        {state?.done === true && <p className="lesson-done">{t('lesson.all')}</p>}
        {state?.near !== undefined && <Markdown text={task.near[state.near]!.says} />}
      </div>
      {state?.done !== true && (
        <div className="lesson-hints">
          {hints > 0 && <Markdown text={task.hints.text} />}
          {hints > 2 && <code>{task.hints.type}</code>}
          {hints < hintKinds.length && (
            <button className="button quiet" onClick={() => setHints(hints + 1)}>
              {t(hints === 0 ? 'lesson.hint' : hints === 1 ? 'lesson.hint.more' : 'lesson.hint.type')}
            </button>
          )}
        </div>
      )}
    </>
  );
}
