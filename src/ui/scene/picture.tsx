import type { StageView } from '../../store/state/lab-state.ts';
import { later } from '../kit/later.tsx';
import { useLab } from '../kit/lab.tsx';
import { SlotRow } from './slots/slot-row.tsx';

/** The Pods in the selected view. */
export function Picture({ view, bare }: { readonly view: StageView; readonly bare: boolean }) {
  if (view === 'nodes') return <NodeView />;
  if (view === 'table') return <StageTable />;
  return bare ? null : <SlotRow />;
}

const waiting = <div className="stage-waiting" />;
const NodeView = later(() => import('./nodes/node-view.tsx').then((module) => module.NodeView), {
  waiting,
  moreTexts: true,
});
const StageTable = later(() => import('./table/stage-table.tsx').then((module) => module.StageTable), {
  waiting,
  moreTexts: true,
});
const DeploymentLane = later(() => import('./deployment/deployment-lane.tsx').then((module) => module.DeploymentLane));

/** The lane of the Deployments beside the set, if there are any, or some are planned. */
export function Deployments() {
  const any = useLab(
    ({ view, stage, text }) =>
      view.list('deployments', { namespace: stage.namespace }).length > 0 ||
      /^ *"?kind"?: *["']?Deployment\b/m.test(text),
  );
  return any ? <DeploymentLane /> : null;
}
