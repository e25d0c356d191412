import { actions } from '../../store/actions/table.ts';
import DumpOffer from '../import/dump-offer.tsx';
import { isDump } from '../import/offered-dump.ts';
import { useAct, useLab } from '../kit/lab.tsx';
import { later } from '../kit/later.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Apart } from '../editor/apart.tsx';
import './plan.css';

const PlanPanel = later(() => import('./plan-panel.tsx').then((module) => module.default));

/** Stands below the manifest once there is a cluster: drift, the plan, and the offer to import a dump. */
export default function EditorMore() {
  const { t } = useMessages();
  const act = useAct();
  const isPlanned = useLab((state) => state.plan !== null);
  const hasDump = useLab((state) => isDump(state.text));
  return (
    <>
      <Apart />
      {hasDump && <DumpOffer />}
      {isPlanned ? (
        <PlanPanel />
      ) : (
        <p className="plan-open">
          <button className="button small" title={t('plan.commandHint')} onClick={() => act('plan', { command: '' })}>
            {t(actions.plan.label)}
          </button>
        </p>
      )}
    </>
  );
}
