import { type KeyboardEvent, useRef } from 'react';
import { podOrdinal } from '../../../view/stage/find-slot.ts';
import type { Forecasts } from '../../../view/rollout/forecasts.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { useAct } from '../../kit/lab.tsx';
import { Presence } from '../../motion/motion.tsx';
import { NodePod } from './node-pod.tsx';
import { useRoving } from '../shared/use-roving.ts';

export interface NodePodCard {
  readonly pod: PodModel;
  readonly note: string | null;
  readonly stray: boolean;
}

interface NodePodCardsProps {
  readonly label: string;
  /** Id of the element that explains the keys. */
  readonly keys: string;
  readonly cards: readonly NodePodCard[];
  /** The effect of a previewed change; null without a preview. */
  readonly forecasts: Forecasts | null;
}

/** A card for each Pod; the arrow keys skip stray Pods. */
export function NodePodCards({ label, keys, cards, forecasts }: NodePodCardsProps) {
  const act = useAct();
  const list = useRef<HTMLUListElement>(null);
  const { entry, walk, props } = useRoving(
    list,
    cards.filter(({ stray }) => !stray).map(({ pod }) => pod.uid),
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (walk(event) || event.key !== 'Delete') return;
    const pod = cards.find(({ pod: { uid } }) => uid === entry)?.pod;
    if (pod !== undefined && !pod.terminating) act('deletePod', { name: pod.name });
    event.preventDefault();
  }

  return (
    <ul ref={list} className="node-pods" aria-label={label} aria-describedby={keys} {...props} onKeyDown={onKeyDown}>
      <Presence>
        {cards.map(({ pod, note, stray }) => (
          <NodePod
            key={pod.uid}
            {...{ pod, note, stray }}
            entry={pod.uid === entry}
            forecast={stray ? null : (forecasts?.get(podOrdinal(pod.name)) ?? null)}
          />
        ))}
      </Presence>
    </ul>
  );
}
