import type { Translate } from '../../../i18n/index.ts';
import { podOrdinal } from '../../../view/stage/find-slot.ts';
import type { NodeModel, StrayModel } from '../../../view/stage/nodes.ts';
import type { Forecasts } from '../../../view/rollout/forecasts.ts';
import { useMessages } from '../../kit/messages.tsx';
import { Mark } from '../shared/status-mark.tsx';
import { PodNames } from '../shared/pod-names.tsx';
import { fewPods, type PodDensity } from './pod-density.ts';
import { NodePodCards } from './node-pod-cards.tsx';
import { NodePodChips } from './node-pod-chips.tsx';
import { NodePodField } from './node-pod-field.tsx';
import { readyOf } from '../shared/slot-tools.tsx';

export interface NodePodsProps {
  readonly node: NodeModel;
  readonly level: PodDensity;
  /** The number of Pods to keep room for on each node. */
  readonly room: number;
  /** Their largest height, CSS px. */
  readonly most: number;
  /** Id of the element that explains the keys. */
  readonly keys: string;
  /** The effect of a previewed change; null without a preview. */
  readonly forecasts: Forecasts | null;
  /** Ordinals of Pods on this node. */
  readonly chosen: number | null;
  readonly pointed: number | null;
  readonly onChoose: (ordinal: number | null) => void;
  readonly onPoint: (ordinal: number | null) => void;
}

/** The Pods of the set on a node, and stray ones, in the density for their number. */
export function NodePods(props: NodePodsProps) {
  const { node, level, room, most, keys, forecasts, chosen, pointed, onChoose, onPoint } = props;
  const { t } = useMessages();
  const { name, pods, slots, strays } = node;
  const label = t('node.pods', { name });
  const strayCards = strays.map((stray) => ({ pod: stray.pod, note: strayNote(t, stray), stray: true }));
  if (level === 'cards') {
    // A Pod that becomes stray stays the same card.
    const cards = [...pods.map((pod) => ({ pod, note: null, stray: false })), ...strayCards];
    cards.sort((a, b) => a.pod.name.localeCompare(b.pod.name, 'en', { numeric: true }));
    return <NodePodCards {...{ label, keys, cards, forecasts }} />;
  }
  return (
    <>
      {level === 'chips' ? (
        <NodePodChips {...{ label, keys, slots, forecasts, chosen, onChoose }} />
      ) : (
        slots.length > 0 && (
          <NodePodField
            {...{ slots, room, most, forecasts, chosen, pointed, onChoose, onPoint }}
            label={t('node.field', { name, count: slots.length, ready: readyOf(slots) })}
          />
        )
      )}
      {strays.length > fewPods ? (
        <Strays strays={strays} />
      ) : (
        strays.length > 0 && (
          <NodePodCards {...{ keys, forecasts }} label={t('node.strayList', { name })} cards={strayCards} />
        )
      )}
    </>
  );
}

function strayNote(t: Translate, { pod: { name }, twinNode }: StrayModel): string {
  return twinNode === null ? t('node.stray', { name }) : t('node.strayTwin', { name, node: twinNode });
}

function Strays({ strays }: { readonly strays: readonly StrayModel[] }) {
  const { t } = useMessages();
  const ordinals = strays.map(({ pod }) => podOrdinal(pod.name));
  const twins = strays.filter(({ twinNode }) => twinNode !== null).length;
  return (
    <PodNames ordinals={ordinals.sort((a, b) => a - b)}>
      <Mark tone="bad" /> {t('node.strays', { count: strays.length })}{' '}
      {twins > 0 && t('node.strayTwins', { count: twins })}
    </PodNames>
  );
}
