import DumpOffer from '../import/dump-offer.tsx';
import { isDump } from '../import/offered-dump.ts';
import { useLab } from '../kit/lab.tsx';
import { later } from '../kit/later.tsx';
import { Apart } from '../editor/apart.tsx';
import './plan.css';

const PlanPanel = later(() => import('./plan-panel.tsx').then((module) => module.default));

/** Shown below the manifest once there is a cluster: drift, the plan, and the offer to import a dump. */
export default function EditorMore() {
  const isPlanned = useLab((state) => state.plan !== null);
  const hasDump = useLab((state) => isDump(state.text));
  return (
    <>
      <Apart />
      {hasDump && <DumpOffer />}
      {isPlanned && <PlanPanel />}
    </>
  );
}
