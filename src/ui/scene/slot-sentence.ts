import type { Translate } from '../../i18n/index.ts';
import type { SlotModel } from '../../store/stage-model.ts';

/** E.g. `web-17: Running 1/1, 0.8`. */
export function slotSentence(t: Translate, { podName, pod, absence }: SlotModel): string {
  if (pod === null) return `${podName}: ${t(`absence.${absence ?? 'NotCreatedYet'}`)}`;
  return `${podName}: ${pod.status} ${pod.readyText}, ${pod.imageTag}`;
}
