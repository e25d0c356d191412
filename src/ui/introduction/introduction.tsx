import { type KeyboardEvent, useEffect } from 'react';
import {
  endIntroduction,
  introductionSteps,
  nextIntroductionStep,
  stepDone,
} from '../../store/actions/introduction.ts';
import { keyNames } from '../kit/keys.tsx';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './introduction.css';

/**
 * The first steps, in a band of its own that covers nothing; what a step is about is marked where it stands. Doing what
 * it asks for leads on, and so does the button, which does nothing else.
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

  useEffect(() => {
    const since = lab.state().commands.length;
    const check = (): void => {
      const state = lab.state();
      if (state.introduction === step && stepDone[name](state, since)) act(nextIntroductionStep);
    };
    check();
    return lab.store.subscribe(check);
  }, [lab, act, step, name]);

  /** The focus goes to where the introduction is found again. */
  function leave(): void {
    document.querySelector<HTMLElement>('.menu:has(.help-settings) > summary')?.focus();
    act(endIntroduction);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowRight' && !last) act(nextIntroductionStep);
    else if (event.key === 'ArrowLeft' && step > 0) lab.set({ introduction: step - 1 });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const count = introductionSteps.length - 1;
  return (
    <section className="introduction" data-step={name} aria-label={t('introduction.label')} onKeyDown={onKeyDown}>
      <p className="introduction-step">
        {!last && <span className="visually-hidden">{t('introduction.step', { step: step + 1, steps: count })}</span>}
        {introductionSteps.slice(0, -1).map((other, i) => (
          <span key={other} data-done={i < step} data-now={i === step} aria-hidden="true">
            {i < step ? '✓' : i + 1}
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
            {t(endIntroduction.label)}
          </button>
        )}
        <button className="button small" onClick={last ? leave : () => act(nextIntroductionStep)}>
          {t(last ? 'introduction.close' : nextIntroductionStep.label)}
        </button>
      </div>
    </section>
  );
}
