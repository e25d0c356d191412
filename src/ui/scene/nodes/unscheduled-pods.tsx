import { podOrdinal } from '../../../view/stage/find-slot.ts';
import type { PendingModel } from '../../../view/stage/nodes.ts';
import type { Forecasts } from '../../../view/rollout/forecasts.ts';
import { useMessages } from '../../kit/messages.tsx';
import { PodNames } from '../shared/pod-names.tsx';
import { NodePodCards } from './node-pod-cards.tsx';
import { fewPods, type PodDensity } from './pod-density.ts';

interface UnscheduledPodsProps {
  readonly pending: readonly PendingModel[];
  readonly level: PodDensity;
  /** Id of the element that explains the keys. */
  readonly keys: string;
  /** The effect of a previewed change; null without a preview. */
  readonly forecasts: Forecasts | null;
}

/** Pods without a node; many of them are grouped by the scheduler's message. */
export function UnscheduledPods({ pending, level, keys, forecasts }: UnscheduledPodsProps) {
  const { t } = useMessages();
  const cards = level === 'cards' || pending.length <= fewPods;
  return (
    <section className="unscheduled" aria-label={t('node.pending')} data-empty={pending.length === 0}>
      <h3>{t('node.pending')}</h3>
      {cards ? (
        <NodePodCards
          label={t('node.pending')}
          {...{ keys, forecasts }}
          cards={pending.map(({ pod, reason }) => ({ pod, note: reason, stray: false }))}
        />
      ) : (
        <div className="unscheduled-reasons">
          {byReason(pending).map(([reason, ordinals]) => (
            <PodNames key={reason} ordinals={ordinals}>
              {t('node.pendingSum', { count: ordinals.length })} {reason ?? t('node.unasked')}
            </PodNames>
          ))}
        </div>
      )}
    </section>
  );
}

function byReason(pending: readonly PendingModel[]): readonly (readonly [string | null, readonly number[]])[] {
  const reasons = new Map<string | null, number[]>();
  for (const { pod, reason } of pending) {
    const ordinal = podOrdinal(pod.name);
    const known = reasons.get(reason);
    if (known === undefined) reasons.set(reason, [ordinal]);
    else known.push(ordinal);
  }
  return [...reasons];
}
