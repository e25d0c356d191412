/** The layers of a field whose cells are slots. */
import { type ComponentProps, type KeyboardEvent, useMemo } from 'react';
import { slotIndex } from '../../../view/stage/find-slot.ts';
import type { Forecasts } from '../../../view/rollout/forecasts.ts';
import type { PodModel, SlotModel } from '../../../view/stage-model.ts';
import { useLitPods } from '../../kit/lit-pods.ts';
import { useMessages } from '../../kit/messages.tsx';
import { glyphOf } from './glyph.ts';
import { Cells, Options } from './field-layers.tsx';
import type { FieldLook } from './field-painter.ts';
import { isOutdated } from '../../../view/rollout/rollout.ts';
import { slotSentence } from '../../../view/words/slot-sentence.ts';
import { useRollout } from '../shared/use-rollout.ts';

interface SlotsProps {
  readonly slots: readonly SlotModel[];
  /** The effect of a previewed change; null without a preview. */
  readonly forecasts: Forecasts | null;
}

const words: FieldLook<SlotModel>['words'] = {
  longest: (slots) => String(slots.at(-1)?.ordinal ?? 0).length,
  label: ({ ordinal }) => String(ordinal),
  note: ({ pod }) => (pod === null ? '–' : noteOf(pod)),
  faint: ({ pod }) => pod === null,
};

const noteOf = ({ ready, terminating, status, imageTag }: PodModel): string =>
  ready && !terminating ? imageTag : status;

export function SlotCells({
  slots,
  forecasts,
  ...place
}: SlotsProps & Omit<ComponentProps<typeof Cells>, 'items' | 'look'>) {
  const rollout = useRollout();
  const lit = useLitPods();
  const look = useMemo(
    (): FieldLook<SlotModel> => ({
      glyph: (slot) =>
        glyphOf(
          slot,
          forecasts === null && isOutdated(slot, rollout) ? rollout.updateIndex : null,
          forecasts?.get(slot.ordinal)?.does,
        ),
      ...(lit.size > 0 && { dimmed: ({ pod }: SlotModel) => pod === null || !lit.has(pod.uid) }),
      words,
    }),
    [rollout, forecasts, lit],
  );
  return <Cells {...place} items={slots} look={look} />;
}

interface SlotOptionsProps extends SlotsProps {
  /** Ordinal of the active slot. */
  readonly chosen: number | null;
  readonly label: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
}

export function SlotOptions({ slots, chosen, forecasts, ...list }: SlotOptionsProps) {
  const { t } = useMessages();
  const index = slotIndex(slots, chosen);
  const slot = slots[Math.max(index, 0)];
  const sentence = slot === undefined ? '' : slotSentence(t, slot, forecasts?.get(slot.ordinal));
  return <Options {...list} count={slots.length} chosen={index} sentence={sentence} />;
}
