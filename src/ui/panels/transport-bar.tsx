import { actions } from '../../store/actions/table.ts';
import { speeds } from '../../store/moment/playback.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useButtonClass, useLab, useOffered } from '../kit/lab.tsx';
import { Menu, useCloseMenu } from '../kit/menu.tsx';
import { useMessages } from '../kit/messages.tsx';
import './transport-bar.css';

/** Time: play and pause, step, speed, reset, and the cluster's clock. */
export function TransportBar() {
  const { t } = useMessages();
  const act = useAct();
  const playing = useLab((state) => state.playing);
  const canStepBack = useLab((state) => state.canStepBack);
  const canGoOn = useLab((state) => state.canGoOn);
  const resettable = useOffered('reset');
  const look = useButtonClass('play');
  const toggle = playing ? 'pause' : 'play';
  return (
    <section className="transport" aria-label={t('transport.label')}>
      <button className={look} title={t('transport.hint.toggle')} onClick={() => act(toggle)}>
        <Icon name={playing ? 'pause' : 'play'} />
        <span className="transport-label">{t(actions[toggle].label)}</span>
      </button>
      <button
        className="button icon-only"
        aria-label={t(actions.stepBack.label)}
        title={`${t(actions.stepBack.label)} (,)`}
        disabled={!canStepBack}
        onClick={() => act('stepBack')}
      >
        <Icon name="back" />
      </button>
      <button className="button" title={t('transport.hint.step')} disabled={!canGoOn} onClick={() => act('step')}>
        <Icon name="step" />
        <span className="transport-label">{t(actions.step.label)}</span>
      </button>
      <button
        className="button icon-only"
        aria-label={t(actions.nextMark.label)}
        title={`${t(actions.nextMark.label)} (n)`}
        disabled={!canGoOn}
        onClick={() => act('nextMark')}
      >
        <Icon name="next" />
      </button>
      <Speed />
      <Clock />
      {resettable && <Reset />}
    </section>
  );
}

/** Returns to the beginning of the lab: to its example, or, if it was opened from a link, to either of them. */
function Reset() {
  const { t } = useMessages();
  const act = useAct();
  const prepared = useLab((state) => state.beginning !== null);
  const face = (
    <>
      <Icon name="reset" />
      <span className="transport-label">{t(actions.reset.label)}</span>
    </>
  );
  if (prepared) {
    return (
      <Menu label={t(actions.reset.label)} face={face}>
        <ResetChoice to="resetToBeginning" hint={t('transport.hint.resetToBeginning')} />
        <ResetChoice to="reset" name={t('transport.resetToExample')} hint={t('transport.hint.reset')} />
      </Menu>
    );
  }
  return (
    <button className="button" title={t('transport.hint.reset')} onClick={() => act('reset')}>
      {face}
    </button>
  );
}

function ResetChoice({
  to,
  hint,
  name,
}: {
  readonly to: 'reset' | 'resetToBeginning';
  readonly hint: string;
  readonly name?: string;
}) {
  const { t } = useMessages();
  const act = useAct();
  const close = useCloseMenu();
  return (
    <>
      <button
        className="button"
        onClick={() => {
          close();
          void act(to);
        }}
      >
        {name ?? t(actions[to].label)}
      </button>
      <p>{hint}</p>
    </>
  );
}

const speedText = (speed: number) => (speed < 1 ? `1/${1 / speed}×` : `${speed}×`);

/** The speed, on a logarithmic scale: each step doubles it. */
function Speed() {
  const { t } = useMessages();
  const act = useAct();
  const speed = useLab((state) => state.speed);
  return (
    <div className="speed" role="group" aria-label={t(actions.setSpeed.label)}>
      <input
        type="range"
        min={0}
        max={speeds.length - 1}
        value={speeds.indexOf(speed as (typeof speeds)[number])}
        aria-label={t(actions.setSpeed.label)}
        aria-valuetext={speedText(speed)}
        onChange={(event) => act('setSpeed', { speed: speeds[event.currentTarget.valueAsNumber] ?? 1 })}
      />
      <output>{speedText(speed)}</output>
    </div>
  );
}

/** Virtual time since the cluster was made, `m:ss.t`, and whether it runs. */
function Clock() {
  const { t } = useMessages();
  const now = useLab((state) => Math.floor(state.now / 100) * 100);
  const phase = useLab((state) => (state.running ? 'running' : state.playing ? 'idle' : 'paused'));
  const [whole, tenth] = clockText(now).split('.');
  return (
    <div className="clock" role="timer" aria-label={t('transport.clock')} data-phase={phase}>
      <span className="clock-time">
        {whole}
        <small>.{tenth}</small>
      </span>
      <span className="clock-phase" title={phase === 'idle' ? t('transport.hint.idle') : undefined}>
        {t(`transport.${phase}`)}
      </span>
    </div>
  );
}
