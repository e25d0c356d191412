import { toneOf } from '../../../view/pod/tone.ts';
import type { Forecast } from '../../../view/rollout/prediction.ts';
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
  /** Colour index of the revision that it is still to get. */
  readonly next: number | null;
}

/** A Pod as small as it can be and still be an element that says what it is. */
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

/** The effect of a considered change on it, and the number of its turn. */
export function ChipForecast({ does, turn }: Pick<Forecast, 'does' | 'turn'>) {
  if (does === 'stay') return null;
  return (
    <span className="chip-forecast" data-forecast={does} aria-hidden="true">
      {forecastSigns[does]}
      {turn}
    </span>
  );
}
