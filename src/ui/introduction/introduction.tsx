import { actions } from '../../store/actions/table.ts';
import type { KeyboardEvent } from 'react';
import { firstLesson, introductionSteps, stepDone } from '../../store/state/introduction.ts';
import { keyNames } from '../kit/keys.tsx';
import { useAct, useButtonClass, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './introduction.css';

/**
 * The first steps, in a bar that covers nothing; the subject of a step is marked in its place. It never advances by
 * itself: when the task of a step is done, the step's button becomes prominent.
 */
export function Introduction() {
  const step = useLab((state) => state.introduction);
  return step === null ? null : <Step step={step} />;
}

function Step({ step }: { readonly step: number }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const name = introductionSteps[step] ?? 'end';
  const last = name === 'end';
  const done = useLab(stepDone[name]);
  const way = useButtonClass('introduction');

  /** Moves the focus to the menu that can open the introduction again. */
  function leave(): void {
    document.querySelector<HTMLElement>('.menu:has(.help-settings) > summary')?.focus();
    act('endIntroduction');
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowRight' && !last) act('nextIntroductionStep');
    else if (event.key === 'ArrowLeft' && step > 0) lab.act('previousIntroductionStep');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const count = introductionSteps.length - 1;
  return (
    <section
      className="introduction"
      data-step={name}
      data-done={done}
      aria-label={t('introduction.label')}
      onKeyDown={onKeyDown}
    >
      <p className="introduction-step">
        {!last && <span className="visually-hidden">{t('introduction.step', { step: step + 1, steps: count })}</span>}
        {introductionSteps.slice(0, -1).map((other, i) => (
          <span key={other} data-done={i < step || (i === step && done)} data-now={i === step} aria-hidden="true">
            {i < step || (i === step && done) ? '✓' : i + 1}
          </span>
        ))}
      </p>
      <p className="introduction-text" aria-live="polite">
        <strong>{t(`introduction.${name}`)}</strong>{' '}
        {t(`introduction.${name}Text`, { key: keyNames('Mod+K', '').join('+') })}
      </p>
      <div className="introduction-ways">
        {!last && (
          <button className="button small" onClick={leave}>
            {t(step === 0 ? 'introduction.play' : actions.endIntroduction.label)}
          </button>
        )}
        {step === 0 && (
          <button className="button small" onClick={() => act('openLesson', { id: firstLesson, at: 0 })}>
            {t('introduction.course')}
          </button>
        )}
        <button className={`${way} small`} onClick={last ? leave : () => act('nextIntroductionStep')}>
          {t(last ? 'introduction.close' : actions.nextIntroductionStep.label)}
        </button>
      </div>
    </section>
  );
}
