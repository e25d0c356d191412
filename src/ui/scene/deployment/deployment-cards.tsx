import { podFacts } from '../../../view/pod/pod-facts.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { DeleteButton } from '../shared/delete-button.tsx';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { leaving, Moving, Presence, WithPresence } from '../../motion/motion.tsx';
import { podMovement } from '../../motion/movements.ts';
import { Mark } from '../shared/status-mark.tsx';
import { revisionMark } from '../shared/revision.tsx';
import { deploymentPodHooks } from './deployment-pod.ts';

interface DeploymentCardsProps {
  readonly label: string;
  readonly pods: readonly PodModel[];
  readonly deployment: string;
}

/** A card for each Pod of a Deployment. */
export function DeploymentCards({ label, pods, deployment }: DeploymentCardsProps) {
  return (
    <ul className="deployment-pods" aria-label={label}>
      <Presence>
        {pods.map((pod) => (
          <Chip key={pod.uid} pod={pod} deployment={deployment} />
        ))}
      </Presence>
    </ul>
  );
}

interface ChipProps {
  readonly pod: PodModel;
  /** The prefix of the Pods' names, which is left out. */
  readonly deployment: string;
}

function Chip(props: ChipProps) {
  return <WithPresence>{(present) => <ChipOf {...props} present={present} />}</WithPresence>;
}

function ChipOf({ pod, deployment, present }: ChipProps & { readonly present: boolean }) {
  const { t } = useMessages();
  const namespace = useLab((state) => state.stage.namespace);
  const { name, tone, status, node, label } = podFacts(t, pod);
  return (
    <Moving
      as="li"
      className="chip"
      aria-label={label}
      title={`${name}: ${status}, ${node}`}
      {...(!present && leaving)}
      data-tone={tone}
      {...(present && deploymentPodHooks(pod))}
      {...revisionMark(pod.revisionIndex)}
      movement={podMovement}
      state={pod.terminating ? 'terminating' : 'present'}
    >
      <Mark tone={tone} />
      <InspectButton className="chip-name" object={{ resource: 'pods', name, namespace }}>
        <span>{deployment}</span>
        <bdi>{name.slice(deployment.length)}</bdi>
      </InspectButton>
      <DeleteButton action="deletePod" name={name} terminating={pod.terminating} />
    </Moving>
  );
}
