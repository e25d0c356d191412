import { useState } from 'react';
import type { Localized } from '../../lessons/format/localize.ts';
import type { Outline, Prediction } from '../../lessons/format/schema.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { decisionSentence } from '../../view/words/decision-text.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { RuleLink } from '../kit/rule-link.tsx';
import { useWholePage } from '../kit/whole-page.tsx';
import { Markdown } from './markdown.tsx';
import { StatusFormula } from './status-formula.tsx';
import { TaskPage } from './task-page.tsx';
import { outlineWords, useOutline } from './use-outline.ts';
import type { LessonPlayer } from './player.ts';
import { type LocalPage, type PageProgress, taskOf } from './player-state.ts';

interface PageProps {
  readonly player: LessonPlayer;
  readonly page: LocalPage;
  readonly progress: PageProgress | undefined;
}

/** A page of a lesson, by its kind. */
export function LessonPage({ player, page, progress }: PageProps) {
  const task = taskOf(page);
  return (
    <>
      <Outlined outline={givesAway(page, progress) ? undefined : page.outline} />
      {'predict' in page && <Predict key={page.id} player={player} asked={page.predict} progress={progress} />}
      {task !== undefined && <TaskPage key={page.id} player={player} task={task} progress={progress} />}
      {'text' in page && <Markdown text={page.text} />}
      {page.outline !== undefined && 'status' in page.outline && <StatusFormula field={page.outline.status} />}
    </>
  );
}

/**
 * Returns true while a prediction is open and the page would outline a Pod that its question does not name, or that one
 * of its options names.
 */
function givesAway(page: LocalPage, progress: PageProgress | undefined): boolean {
  const { outline } = page;
  if (!('predict' in page) || progress?.guess !== undefined || outline === undefined || !('slot' in outline))
    return false;
  const names = (text: unknown): boolean => String(text).includes(outline.slot);
  return !names(page.predict.asks) || (progress?.options?.some(names) ?? true);
}

/** Outlines the subject of the page, and names it for screen readers. */
function Outlined({ outline }: { readonly outline: Outline | undefined }) {
  const { t } = useMessages();
  useOutline(useLabInstance(), outline);
  return outline === undefined ? null : <p className="visually-hidden">{outlineWords(t, outline)}</p>;
}

interface PredictProps {
  readonly player: LessonPlayer;
  readonly asked: Localized<Prediction>;
  readonly progress: PageProgress | undefined;
}

/** Asks for a prediction; afterwards, shows it beside the answer. */
function Predict({ player, asked, progress }: PredictProps) {
  const { t } = useMessages();
  const word = (value: unknown): string =>
    value === true ? t('lesson.yes') : value === false ? t('lesson.no') : String(value);
  const guess = progress?.guess;
  if (guess === undefined) {
    return (
      <>
        <Markdown text={asked.asks} />
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
    );
  }
  return (
    <>
      <Markdown text={asked.asks} />
      <div ref={show} role="status" className="lesson-outcome">
        <dl className="lesson-beside" data-right={guess === progress?.answer}>
          <div>
            <dt>{t('lesson.yourGuess')}</dt>
            <dd>{guess === null ? t('lesson.noGuess') : word(guess)}</dd>
          </div>
          <div>
            <dt>{t('lesson.happens')}</dt>
            <dd>{word(progress?.answer)}</dd>
          </div>
        </dl>
        <DecidedBy player={player} progress={progress} />
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
    </>
  );
}

/** Scrolls what happened into sight. */
function show(outcome: HTMLElement | null): void {
  outcome?.scrollIntoView({ block: 'nearest' });
}

/** The moment that decided it, which the timeline marks, with the sentence of the rule. */
function DecidedBy({ player, progress }: Pick<PredictProps, 'player' | 'progress'>) {
  const { t } = useMessages();
  const whole = useWholePage();
  const [open, setOpen] = useState(false);
  const running = useLab(({ past, canGoOn }) => past && canGoOn);
  const decided = progress?.decided;
  return (
    <>
      {decided && (
        <p className="lesson-decided" data-open={open}>
          {decided.decision !== null && (
            <>
              {decisionSentence(t, decided.decision)} <RuleLink rule={decided.decision.rule} />{' '}
            </>
          )}
          <button
            className="button small"
            onClick={() => {
              setOpen(true);
              player.toDecision();
            }}
          >
            {t(whole ? 'lesson.toDecision' : 'lesson.toDecisionAlone', { at: clockText(decided.at) })}
          </button>
        </p>
      )}
      {running && (
        <button className="button small lesson-to-end" onClick={() => player.toEnd()}>
          {t('lesson.toEnd')}
        </button>
      )}
    </>
  );
}
