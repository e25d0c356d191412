import { actions } from '../../store/actions/table.ts';
import { Fragment, useEffect } from 'react';
import { clockText } from '../../view/words/clock-text.ts';
import { focusWhenThere } from '../kit/browser/focus-when-there.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Track } from '../timeline/track.tsx';
import './presenter.css';

/** Presenter mode: only the stage is shown, with a bar for time. */
export default function Presenter() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const recalled = useLab((state) => state.recalled);

  useEffect(() => {
    // The focused element is hidden, and would receive the keys.
    (document.activeElement as HTMLElement | null)?.blur();
    return holdScreen(() => lab.act('stopPresenting'));
  }, [lab]);

  useEffect(() => {
    if (recalled === 'editor' || recalled === 'terminal') return focusWhenThere(`[data-panel="${recalled}"] textarea`);
    (document.activeElement as HTMLElement | null)?.blur();
    return undefined;
  }, [recalled]);

  return (
    <>
      <section className="presenter" aria-label={t('present.bar')}>
        <h1 className="visually-hidden">{t('app.title')}</h1>
        <Moves />
        <Track />
        <p className="presenter-hint">
          {t('present.hint')
            .split(' · ')
            .map((key, index) => (
              <Fragment key={key}>
                {index > 0 && ' · '}
                <span>{key}</span>
              </Fragment>
            ))}
        </p>
        <button
          className="button icon-only"
          aria-label={t(actions.stopPresenting.label)}
          onClick={() => act('stopPresenting')}
        >
          <Icon name="cross" />
        </button>
      </section>
      {recalled === 'blank' && (
        <button className="presenter-blank" aria-label={t('present.blank')} onClick={() => act('recallBlank')} />
      )}
    </>
  );
}

function Moves() {
  const { t } = useMessages();
  const act = useAct();
  const playing = useLab((state) => state.playing);
  const now = useLab((state) => Math.floor(state.now / 100) * 100);
  const toggle = playing ? 'pause' : 'play';
  return (
    <>
      <button className="button icon-only" aria-label={t(actions.stepBack.label)} onClick={() => act('stepBack')}>
        <Icon name="back" />
      </button>
      <button className="button icon-only" aria-label={t(actions[toggle].label)} onClick={() => act(toggle)}>
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <button className="button icon-only" aria-label={t(actions.step.label)} onClick={() => act('step')}>
        <Icon name="step" />
      </button>
      <span className="presenter-clock" role="timer" aria-label={t('transport.clock')}>
        {clockText(now)}
      </span>
    </>
  );
}

/**
 * Requests full screen and a wake lock. Returns the function that ends them.
 * @param onLeft Called when Escape has left full screen.
 */
function holdScreen(onLeft: () => void): () => void {
  const page = document.documentElement;
  let held = false;
  let lock: WakeLockSentinel | undefined;
  let over = false;
  function onChange(): void {
    if (document.fullscreenElement === page) held = true;
    else if (held) onLeft();
  }
  document.addEventListener('fullscreenchange', onChange);
  // Without a key or a click of the user the browser refuses: then the page fills the window only.
  if (document.fullscreenEnabled && navigator.userActivation?.isActive !== false)
    page.requestFullscreen().catch(() => {});
  // A frame without permission for full screen has none for a wake lock either.
  if (window === window.top || document.fullscreenEnabled) {
    navigator.wakeLock?.request('screen').then(
      (given) => (over ? void given.release() : (lock = given)),
      () => {},
    );
  }
  return () => {
    over = true;
    document.removeEventListener('fullscreenchange', onChange);
    void lock?.release();
    if (document.fullscreenElement === page) void document.exitFullscreen().catch(() => {});
  };
}
