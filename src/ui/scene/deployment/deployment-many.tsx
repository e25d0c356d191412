import { useCallback, useState } from 'react';
import { podFacts } from '../../../view/pod/pod-facts.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { PodChips } from '../shared/pod-chips.tsx';
import type { PodDensity } from '../nodes/pod-density.ts';
import { PodActs, PodFactsLine } from '../shared/slot-callout.tsx';
import { DeploymentField } from './deployment-field.tsx';
import { deploymentPodHooks, ownPart } from './deployment-pod.ts';

interface DeploymentManyProps {
  readonly label: string;
  readonly pods: readonly PodModel[];
  readonly level: PodDensity;
}

/** The Pods of a Deployment with too many for cards; a line above describes the selected one. */
export function DeploymentMany({ label, pods, level }: DeploymentManyProps) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const namespace = useLab((state) => state.stage.namespace);
  /** Names. */
  const [chosen, choose] = useState<string | null>(null);
  const [pointed, point] = useState<string | null>(null);
  const wanted = pointed ?? chosen;
  const pod = wanted === null ? undefined : pods.find(({ name }) => name === wanted);
  const open = useCallback(
    (name: string) => lab.act('inspect', { resource: 'pods', name, namespace }),
    [lab, namespace],
  );
  const sentence = useCallback((own: PodModel) => podFacts(t, own).label, [t]);
  return (
    <div className="deployment-many">
      {level === 'chips' ? (
        <PodChips
          label={label}
          chips={pods.map((item) => ({ pod: item, label: ownPart(item.name), sentence: sentence(item) }))}
          hooks={deploymentPodHooks}
          chosen={chosen}
          onChoose={choose}
          onOpen={open}
        />
      ) : (
        <DeploymentField {...{ label, pods, sentence, chosen }} onChoose={choose} onPoint={point} onOpen={open} />
      )}
      <div className="slot-callout">
        {pod !== undefined && (
          <>
            <strong className="slot-callout-name">{pod.name}</strong>
            <PodFactsLine pod={pod} />
            <PodActs pod={pod} onOpen={() => open(pod.name)} />
          </>
        )}
      </div>
    </div>
  );
}
