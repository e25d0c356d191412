import { deletePod } from '../../store/actions/delete.ts';
import { setPartition } from '../../store/actions/set-partition.ts';
import { type Trap, trapsOf } from '../../store/stage/traps.ts';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './traps.css';

/** Where the set cannot get out by itself: why, and what helps. */
export function Traps() {
  const { t } = useMessages();
  const stage = useLab((state) => state.stage);
  const diagnostics = useLab((state) => state.diagnostics);
  const [trap] = trapsOf(
    stage,
    diagnostics.map(({ message }) => message),
  );
  if (trap === undefined) return null;
  return (
    <aside className="trap" data-trap={trap.kind} aria-label={t('trap.label')}>
      <p>{t(`trap.${trap.kind}`, trap.facts)}</p>
      {trap.command !== undefined && <code>{trap.command}</code>}
      <WayOut trap={trap} />
    </aside>
  );
}

/** The button that does what the command does, where the lab has one. */
function WayOut({ trap: { kind, facts } }: { readonly trap: Trap }) {
  const { t } = useMessages();
  const act = useAct();
  const ways: Partial<Record<Trap['kind'], () => void>> = {
    StuckRollout: () => act(deletePod, String(facts.pod)),
    PartitionLeft: () => act(setPartition, 0),
  };
  const way = ways[kind];
  if (way === undefined) return null;
  return (
    <button className="button small" onClick={way}>
      {t('trap.do')}
    </button>
  );
}
