import type { Translate } from '../../i18n/translate.ts';
import type { Forecast } from '../rollout/forecasts.ts';
import { podFacts } from '../pod/pod-facts.ts';
import type { SlotModel } from '../stage-model.ts';

/** Describes the effect of a previewed change on a slot, and its turn. */
export function forecastSentence(t: Translate, { does, turn, after }: Forecast): string {
  const text = t(`forecast.${does}`, { after: after ?? 'none' });
  return turn === null ? text : t('forecast.turn', { text, turn });
}

/**
 * Returns e.g. `web-17: Running 1/1, 0.8, will update, turn 3`.
 * @param forecast Effect of a previewed change; unchanged Pods are not mentioned.
 */
export function slotSentence(t: Translate, { podName, pod, absence }: SlotModel, forecast?: Forecast | null): string {
  const state = pod === null ? t(`absence.${absence ?? 'NotCreatedYet'}`) : podFacts(t, pod).summary;
  const will = forecast == null || forecast.does === 'stay' ? [] : [forecastSentence(t, forecast)];
  return `${podName}: ${[state, ...will].join(t('slot.comma'))}`;
}
