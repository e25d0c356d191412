/** The tone of a Pod: the one place that decides which status is a failure. */
import type { PodModel } from '../stage-model.ts';

export type Tone = 'good' | 'wait' | 'bad' | 'leaving';

const failing = /BackOff|Err|Error|Failed|Invalid|OOMKilled|Evicted|Unknown|Lost/;
/** Failures that last until the user changes something: another attempt fails in the same way. */
const lasting =
  /^(Init:)?(ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|CreateContainerConfigError)$/;

/** True when the status that kubectl prints is a failure. */
export const isFailing = ({ status }: Pick<PodModel, 'status'>): boolean => failing.test(status);

/** True when the Pod cannot become Ready unless it, or something that it needs, is changed. */
export const isBroken = ({ status, ready, terminating }: PodModel): boolean =>
  !ready && !terminating && lasting.test(status);

export function toneOf(pod: PodModel): Tone {
  if (pod.terminating) return 'leaving';
  if (pod.ready) return 'good';
  return isFailing(pod) ? 'bad' : 'wait';
}
