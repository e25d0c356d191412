import { toneOf } from '../../../view/pod/tone.ts';
import type { Forecast } from '../../../view/rollout/forecasts.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { useLit } from '../../kit/lit-pods.ts';
import { forecastSigns } from '../field/forecast-line.tsx';
import { Sign } from './status-mark.tsx';
import { revisionMark } from './revision.tsx';
import './pod-chip.css';

interface ChipPodProps {
  readonly pod: PodModel;
  /** E.g. its ordinal. */
  readonly label: string;
  /** Attributes by which scripts and tests find it. */
  readonly hooks: Readonly<Record<string, unknown>>;
  /** Colour index of the revision that it will be updated to. */
  readonly next: number | null;
}

/** A Pod as the smallest possible element. */
export function ChipPod({ pod, label, hooks, next }: ChipPodProps) {
  const tone = toneOf(pod);
  const lit = useLit(pod.uid);
  return (
    <>
      <span
        key={pod.uid}
        className="chip-pod"
        data-tone={tone}
        {...lit}
        {...hooks}
        {...revisionMark(pod.revisionIndex)}
      >
        <b>{label}</b>
        <Sign tone={tone} />
      </span>
      {next !== null && <i className="chip-next" {...revisionMark(next)} />}
    </>
  );
}

/** The effect of a previewed change on it, and its turn. */
export function ChipForecast({ does, turn }: Pick<Forecast, 'does' | 'turn'>) {
  if (does === 'stay') return null;
  return (
    <span className="chip-forecast" data-forecast={does} aria-hidden="true">
      {forecastSigns[does]}
      {turn}
    </span>
  );
}
