import { useMemo, useState } from 'react';
import { documentsOf } from '../../../view/manifest-text.ts';
import { type DeploymentModel, DeploymentsDerivation } from '../../../view/stage/deployments.ts';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { MotionScope } from '../../motion/motion.tsx';
import { Pages, pageOf } from '../table/pages.tsx';
import { type PodDensity, podDensityOf } from '../nodes/pod-density.ts';
import { DeploymentCards } from './deployment-cards.tsx';
import { DeploymentMany } from './deployment-many.tsx';
import { DeploymentTable } from './deployment-table.tsx';
import './deployment-lane.css';

/** Lanes in sight at once. */
const lanes = 6;

/** The Pods of a Deployment, for contrast: without identity, they have no slots. */
export function DeploymentLane() {
  const { t } = useMessages();
  const deployments = useDeployments();
  const [asked, setPage] = useState(0);
  const { pages, page, shown } = pageOf(deployments, asked, lanes);
  // By the number of Pods, existing or planned, in all lanes together.
  const level = podDensityOf(shown.reduce((sum, { pods, replicas }) => sum + Math.max(pods.length, replicas), 0));
  const [from, to] = [page * lanes + 1, page * lanes + shown.length];
  const rows = t('deployment.page', { from, to, count: deployments.length });
  return (
    <MotionScope>
      {pages > 1 && (
        <div className="deployment-pages">
          <Pages {...{ page, pages, rows }} label={rows} onPage={setPage} />
        </div>
      )}
      {shown.map((deployment) => (
        <Lane key={deployment.name} deployment={deployment} level={level} />
      ))}
    </MotionScope>
  );
}

function useDeployments(): readonly DeploymentModel[] {
  const view = useLab((state) => state.view);
  const namespace = useLab((state) => state.stage.namespace);
  const names = useLab((state) => state.replicaSetNames);
  const text = useLab((state) => state.text);
  const written = useMemo(() => documentsOf(text) ?? [], [text]);
  const [derivation] = useState(() => new DeploymentsDerivation());
  return useMemo(
    () => derivation.derive(view, namespace, names, written),
    [derivation, view, namespace, names, written],
  );
}

interface LaneProps {
  readonly deployment: DeploymentModel;
  /** How much of each Pod is shown. */
  readonly level: PodDensity;
}

function Lane({ deployment: { name, exists, replicas, readyReplicas, pods }, level }: LaneProps) {
  const { t } = useMessages();
  const namespace = useLab((state) => state.stage.namespace);
  const table = useLab((state) => state.stageView === 'table');
  const label = t('deployment.pods', { name });
  return (
    <section
      className="deployment"
      data-deployment={name}
      data-exists={exists}
      data-level={table ? 'table' : level}
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
      {table && pods.length > 0 ? (
        <DeploymentTable {...{ label, pods }} />
      ) : level === 'cards' || pods.length === 0 ? (
        <DeploymentCards {...{ label, pods }} deployment={name} />
      ) : (
        <DeploymentMany {...{ label, pods, level }} />
      )}
    </section>
  );
}
