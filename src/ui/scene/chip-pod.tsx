import type { PodModel } from '../../store/stage-model.ts';
import { Sign, toneOf } from './mark.tsx';
import { podHooks } from './pod-hooks.ts';
import { revisionMark } from './revision.tsx';
import './chip-pod.css';

interface ChipPodProps {
  readonly pod: PodModel;
  readonly ordinal: number;
  /** Colour index of the revision that it is still to get. */
  readonly next: number | null;
}

/** A Pod as small as it can be and still be an element that says what it is. */
export function ChipPod({ pod, ordinal, next }: ChipPodProps) {
  const tone = toneOf(pod);
  return (
    <>
      <span key={pod.uid} className="chip-pod" data-tone={tone} {...podHooks(pod)} {...revisionMark(pod.revisionIndex)}>
        <b>{ordinal}</b>
        <Sign tone={tone} />
      </span>
      {next !== null && <i className="chip-next" {...revisionMark(next)} />}
    </>
  );
}
