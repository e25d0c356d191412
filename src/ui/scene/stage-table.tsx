import { useState } from 'react';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { MotionScope } from '../motion/motion.tsx';
import { PartitionNumber } from './partition-number.tsx';
import { ReplicasStepper } from './replicas-stepper.tsx';
import { ServiceRail } from './service-rail.tsx';
import { SlotTableRow } from './stage-table-row.tsx';
import { rolloutOf, willUpdate } from './rollout.ts';
import { RevisionTable } from './revision-table.tsx';
import './stage-table.css';

/** Rows in sight at once: more take a browser and a reader too long. */
const pageSize = 50;

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
  const [asked, setPage] = useState(0);
  const { slots, setName, baton } = stage;
  const rollout = rolloutOf(stage);
  const pages = Math.max(Math.ceil(slots.length / pageSize), 1);
  const page = Math.min(asked, pages - 1);
  const shown = slots.slice(page * pageSize, (page + 1) * pageSize);
  const ready = slots.filter(({ pod }) => pod?.ready && !pod.terminating).length;
  return (
    <>
      <div className="table-scroll" role="region" tabIndex={0} aria-label={t('table.scroll')}>
        <table aria-rowcount={slots.length + 1}>
          <caption>{t('table.caption', { set: setName, ready, count: slots.length })}</caption>
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
                baton={baton?.ordinal === slot.ordinal}
              />
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <nav className="table-pages" aria-label={t('table.pages')}>
          <button className="button small" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t('table.earlier')}
          </button>
          <span role="status">
            {t('table.page', {
              from: page * pageSize + 1,
              to: page * pageSize + shown.length,
              count: slots.length,
            })}
          </span>
          <button className="button small" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            {t('table.later')}
          </button>
        </nav>
      )}
    </>
  );
}
