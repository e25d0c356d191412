import { useState } from 'react';
import type { Localized } from '../../lessons/format/localize.ts';
import type { Task } from '../../lessons/format/schema.ts';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { useWholePage } from '../kit/whole-page.tsx';
import { Markdown } from './markdown.tsx';
import type { LessonPlayer } from './player.ts';
import type { PageProgress } from './player-state.ts';
import { outlineWords, useOutline } from './use-outline.ts';

interface TaskProps {
  readonly player: LessonPlayer;
  readonly task: Localized<Task>;
  readonly progress: PageProgress | undefined;
}

/** The goals of a task, with the state of each condition, and the hints. */
export function TaskPage({ player, task, progress }: TaskProps) {
  const { t } = useMessages();
  const state = progress?.task;
  const done = state?.done === true;
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
              {how === 'lost' && (
                <button className="button small" onClick={() => player.backBefore(i)}>
                  {t('lesson.backBefore')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <div role="status">
        {done && <p className="lesson-done">{t('lesson.all')}</p>}
        {state?.near !== undefined && <Markdown text={task.near[state.near]!.says} />}
      </div>
      {!done && <Hints player={player} task={task} />}
    </>
  );
}

/** Three hints: a sentence, the place to act, and the solution, typed but not run. A button plays the solution. */
function Hints({ player, task: { hints } }: Pick<TaskProps, 'player' | 'task'>) {
  const { t } = useMessages();
  const whole = useWholePage();
  const [stage, setStage] = useState(0);
  useOutline(useLabInstance(), stage > 1 ? hints.ghost : undefined);
  return (
    <div className="lesson-hints">
      {stage > 0 && <Markdown text={hints.text} />}
      {stage > 1 && <p className="lesson-note">{outlineWords(t, hints.ghost)}</p>}
      {stage > 2 && (
        <p className="lesson-note">
          <code>{hints.type}</code> {whole && t('lesson.typed')}
        </p>
      )}
      <span className="lesson-ways">
        {stage < 3 && (
          <button
            className="button"
            onClick={() => {
              if (stage === 2 && whole) player.typeSolution();
              setStage(stage + 1);
            }}
          >
            {t(stage === 0 ? 'lesson.hint' : stage === 1 ? 'lesson.hint.more' : 'lesson.hint.type')}
          </button>
        )}
        <button
          className="button"
          onClick={() => player.showSolution({ solution: t('lesson.solution'), own: t('lesson.own') })}
        >
          {t('lesson.showMe')}
        </button>
      </span>
    </div>
  );
}
