import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { searchedFrom, slotIndex } from '../../../view/stage/find-slot.ts';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { MotionScope } from '../../motion/motion.tsx';
import { Pages, pageOf, pageSize } from './pages.tsx';
import { PartitionNumber } from '../shared/partition-number.tsx';
import { ReplicasStepper } from '../set/replicas-stepper.tsx';
import { ServiceRail } from '../set/service-rail.tsx';
import { SlotTools } from '../shared/slot-tools.tsx';
import { SlotTableRow } from './stage-table-row.tsx';
import { rolloutOf, willUpdate } from '../shared/rollout.ts';
import { RevisionTable } from './revision-table.tsx';
import './stage-table.css';

/** Column by column what a slot shows; `table.` + name is its heading. */
const columns = [
  'ordinal',
  'pod',
  'status',
  'ready',
  'why',
  'revision',
  'image',
  'node',
  'ip',
  'restarts',
  'age',
  'dns',
  'claims',
  'actions',
] as const;

/** The stage in words: all that the picture shows, as tables. */
export function StageTable() {
  return (
    <div className="stage-table">
      <div className="table-controls">
        <ServiceRail />
        <PartitionNumber />
        <ReplicasStepper />
      </div>
      <MotionScope>
        <Slots />
      </MotionScope>
      <RevisionTable />
    </div>
  );
}

function Slots() {
  const { t } = useMessages();
  const stage = useLab((state) => state.stage);
  const table = useRef<HTMLTableElement>(null);
  const [asked, setPage] = useState(0);
  const { slots, setName, lastDecision } = stage;
  const rollout = rolloutOf(stage);
  const { pages, page, shown } = pageOf(slots, asked);
  const ready = slots.filter(({ pod }) => pod?.ready && !pod.terminating).length;
  const rows =
    pages > 1
      ? t('table.page', { from: page * pageSize + 1, to: page * pageSize + shown.length, count: slots.length })
      : null;

  function goTo(ordinal: number): void {
    // Its row is there before the focus goes to it.
    flushSync(() => setPage(Math.floor(slotIndex(slots, ordinal) / pageSize)));
    table.current?.querySelector<HTMLElement>(`[data-slot="${ordinal}"] > th`)?.focus();
  }

  return (
    <>
      {slots.length >= searchedFrom && (
        <SlotTools onFind={goTo}>
          {rows !== null && <Pages page={page} pages={pages} rows={rows} onPage={setPage} />}
        </SlotTools>
      )}
      <div className="table-scroll" role="region" tabIndex={0} aria-label={t('table.scroll')}>
        <table ref={table} aria-rowcount={slots.length + 1}>
          <caption>
            {[t('table.caption', { set: setName, ready, count: slots.length }), rows ?? []]
              .flat()
              .join(t('table.stop'))}
          </caption>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`table.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((slot, i) => (
              <SlotTableRow
                key={slot.ordinal}
                slot={slot}
                rowIndex={page * pageSize + i + 2}
                willUpdate={willUpdate(slot, rollout)}
                lastDecision={lastDecision?.ordinal === slot.ordinal}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
