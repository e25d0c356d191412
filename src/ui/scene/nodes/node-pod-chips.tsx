import { useCallback } from 'react';
import { podOrdinal } from '../../../view/stage/find-slot.ts';
import type { Forecasts } from '../../../view/rollout/forecasts.ts';
import type { SlotModel } from '../../../view/stage-model.ts';
import { useMessages } from '../../kit/messages.tsx';
import { PodChips } from '../shared/pod-chips.tsx';
import { podHooks } from '../shared/pod-attributes.ts';
import { isOutdated } from '../../../view/rollout/rollout.ts';
import { slotSentence } from '../../../view/words/slot-sentence.ts';
import { useOpenPod } from '../shared/use-open-pod.ts';
import { useRollout } from '../shared/use-rollout.ts';

interface NodePodChipsProps {
  readonly label: string;
  /** Id of the element that explains the keys. */
  readonly keys: string;
  readonly slots: readonly SlotModel[];
  /** The effect of a previewed change; null without a preview. */
  readonly forecasts: Forecasts | null;
  readonly chosen: number | null;
  readonly onChoose: (ordinal: number) => void;
}

/** The Pods of a node as chips, by ordinal. */
export function NodePodChips({ label, keys, slots, forecasts, chosen, onChoose }: NodePodChipsProps) {
  const { t } = useMessages();
  const open = useOpenPod();
  const rollout = useRollout();
  const choose = useCallback((name: string) => onChoose(podOrdinal(name)), [onChoose]);
  const chips = slots.map((slot) => {
    const forecast = forecasts?.get(slot.ordinal);
    return {
      pod: slot.pod!,
      label: String(slot.ordinal),
      sentence: slotSentence(t, slot, forecast),
      next: forecasts === null && isOutdated(slot, rollout) ? rollout.updateIndex : null,
      ...(forecast && { forecast }),
    };
  });
  return (
    <PodChips
      {...{ label, keys, chips }}
      hooks={podHooks}
      chosen={chips.find(({ pod }) => podOrdinal(pod.name) === chosen)?.pod.name ?? null}
      onChoose={choose}
      onOpen={(name) => open(podOrdinal(name))}
    />
  );
}
