import { useState } from 'react';
import { actions } from '../../store/actions/table.ts';
import { speeds } from '../../store/moment/playback.ts';
import { Icon } from '../../ui/kit/icons.tsx';
import { useAct, useLab } from '../../ui/kit/lab.tsx';
import { useMessages } from '../../ui/kit/messages.tsx';
import { ReplicasStepper } from '../../ui/scene/set/replicas-stepper.tsx';
import { ImageChoices } from '../../ui/scene/set/template-card.tsx';
import { PartitionNumber } from '../../ui/scene/shared/partition-number.tsx';
import { useFigure } from './figure-context.tsx';
import { labAddress } from './lab-address.ts';
import '../../ui/scene/set/set-bar.css';
import '../../ui/scene/shared/slot-tools.css';
import './controls.css';

/** The buttons that the option `controls` allows, and the link to the whole lab. */
export function Controls() {
  const { t } = useMessages();
  const { controls } = useFigure().asked.options;
  return (
    <div className="controls">
      {controls === 'full' && <SetControls />}
      <div className="controls-time" role="group" aria-label={t('transport.label')}>
        {controls !== 'none' && <TimeControls />}
        <OpenInLab />
      </div>
    </div>
  );
}

function SetControls() {
  const { t } = useMessages();
  return (
    <section className="controls-set" aria-label={t('embed.set')}>
      <ReplicasStepper />
      <ImageChoices />
      <PartitionNumber />
    </section>
  );
}

function TimeControls() {
  const { t } = useMessages();
  const act = useAct();
  const figure = useFigure();
  const playing = useLab((state) => state.playing);
  const canGoOn = useLab((state) => state.canGoOn);
  const toggle = playing ? 'pause' : 'play';
  return (
    <>
      <button
        className="button icon-only"
        aria-label={t(actions[toggle].label)}
        title={t(actions[toggle].label)}
        onClick={() => act(toggle)}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <button
        className="button icon-only"
        aria-label={t('action.step')}
        title={t('embed.step')}
        disabled={!canGoOn}
        onClick={() => act('step')}
      >
        <Icon name="step" />
      </button>
      <button
        className="button icon-only"
        aria-label={t('embed.restart')}
        title={t('embed.restart')}
        onClick={() => void figure.restart()}
      >
        <Icon name="reset" />
      </button>
      <Speed />
    </>
  );
}

const speedText = (speed: number) => (speed < 1 ? `1/${1 / speed}×` : `${speed}×`);

function Speed() {
  const { t } = useMessages();
  const act = useAct();
  const speed = useLab((state) => state.speed);
  return (
    <select
      aria-label={t('action.setSpeed')}
      value={speed}
      onChange={({ currentTarget }) => act('setSpeed', { speed: Number(currentTarget.value) })}
    >
      {speeds.map((value) => (
        <option key={value} value={value}>
          {speedText(value)}
        </option>
      ))}
    </select>
  );
}

/** Opens the lab at this moment in a new tab; if the host page forbids that, shows the address. */
function OpenInLab() {
  const { t } = useMessages();
  const figure = useFigure();
  const language = useLab((state) => state.language);
  const [address, setAddress] = useState<string | null>(null);

  function open(): void {
    const link = labAddress(location.href, { fragment: figure.fragment, lang: language, ...figure.lesson?.page });
    const opened = window.open(link);
    if (opened === null) return setAddress(link);
    opened.opener = null;
  }

  return (
    <>
      <button className="button controls-open" onClick={open}>
        {t('embed.open')}
      </button>
      {address !== null && (
        <label className="controls-address">
          {t('embed.address')}
          <input readOnly value={address} onFocus={({ currentTarget }) => currentTarget.select()} />
        </label>
      )}
    </>
  );
}
