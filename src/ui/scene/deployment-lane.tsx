import { useMemo } from 'react';
import { deletePod } from '../../store/actions/delete.ts';
import { documentsOf } from '../../store/manifest-text.ts';
import { type DeploymentModel, deploymentModels } from '../../store/stage/deployments.ts';
import type { PodModel } from '../../store/stage-model.ts';
import { Icon } from '../kit/icons.tsx';
import { InspectButton } from '../kit/inspect-button.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { leaving, Moving, MotionScope, Presence, WithPresence } from '../motion/motion.tsx';
import { podMovement } from '../motion/movements.ts';
import { Mark, toneOf } from './mark.tsx';
import { revisionMark } from './revision.tsx';
import './deployment-lane.css';

/** For contrast: Pods of a Deployment, which have no slots because none of them is anyone in particular. */
export function DeploymentLane() {
  const view = useLab((state) => state.view);
  const namespace = useLab((state) => state.stage.namespace);
  const names = useLab((state) => state.replicaSetNames);
  const text = useLab((state) => state.text);
  const written = useMemo(() => documentsOf(text) ?? [], [text]);
  const deployments = useMemo(
    () => deploymentModels(view, namespace, names, written),
    [view, namespace, names, written],
  );
  return (
    <MotionScope>
      {deployments.map((deployment) => (
        <Lane key={deployment.name} deployment={deployment} />
      ))}
    </MotionScope>
  );
}

function Lane({
  deployment: { name, exists, replicas, readyReplicas, pods },
}: {
  readonly deployment: DeploymentModel;
}) {
  const { t } = useMessages();
  const namespace = useLab((state) => state.stage.namespace);
  return (
    <section
      className="deployment"
      data-deployment={name}
      data-exists={exists}
      aria-label={t('deployment.label', { name })}
    >
      <header className="deployment-head">
        <h3>
          <span className="kind">Deployment</span>{' '}
          {exists ? <InspectButton object={{ resource: 'deployments', name, namespace }} /> : name}
        </h3>
        <span className="deployment-facts">
          {exists ? t('deployment.ready', { ready: readyReplicas, replicas }) : t('deployment.planned')}
        </span>
        <span className="deployment-contrast">{t('deployment.contrast')}</span>
      </header>
      <ul className="deployment-pods" aria-label={t('deployment.pods', { name })}>
        <Presence>
          {pods.map((pod) => (
            <Chip key={pod.uid} pod={pod} deployment={name} />
          ))}
        </Presence>
      </ul>
    </section>
  );
}

interface ChipProps {
  readonly pod: PodModel;
  /** Its name begins with it, and says nothing more by that. */
  readonly deployment: string;
}

function Chip(props: ChipProps) {
  return <WithPresence>{(present) => <ChipOf {...props} present={present} />}</WithPresence>;
}

function ChipOf({ pod, deployment, present }: ChipProps & { readonly present: boolean }) {
  const { t } = useMessages();
  const act = useAct();
  const namespace = useLab((state) => state.stage.namespace);
  const { name, status, readyText, terminating } = pod;
  const tone = toneOf(pod);
  return (
    <Moving
      as="li"
      className="chip"
      aria-label={t('pod.label', { name, status, ready: readyText })}
      title={`${name}: ${status}, ${pod.node ?? t('pod.noNode')}`}
      {...(!present && leaving)}
      data-tone={tone}
      {...(present && { 'data-deployment-pod': name, 'data-ready': pod.ready, 'data-terminating': terminating })}
      {...revisionMark(pod.revisionIndex)}
      movement={podMovement}
      state={terminating ? 'terminating' : 'present'}
    >
      <Mark tone={tone} />
      <InspectButton className="chip-name" object={{ resource: 'pods', name, namespace }}>
        <span>{deployment}</span>
        {name.slice(deployment.length)}
      </InspectButton>
      <button
        className="pod-delete"
        aria-label={t(deletePod.label, { name })}
        title={t(deletePod.label, { name })}
        disabled={terminating}
        onClick={() => act(deletePod, name)}
      >
        <Icon name="cross" />
      </button>
    </Moving>
  );
}
