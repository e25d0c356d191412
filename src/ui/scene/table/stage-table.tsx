import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { searchedFrom, slotIndex } from '../../../view/stage/find-slot.ts';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { MotionScope } from '../../motion/motion.tsx';
import { Pages, pageSize } from './pages.tsx';
import { PartitionNumber } from '../shared/partition-number.tsx';
import { ReplicasStepper } from '../set/replicas-stepper.tsx';
import { ServiceRail } from '../set/service-rail.tsx';
import { readyOf, SlotTools } from '../shared/slot-tools.tsx';
import { SlotTableRow } from './stage-table-row.tsx';
import { outlookOf } from '../../../view/rollout/outlook.ts';
import { TableFrame, useTablePage } from './table-frame.tsx';
import { RevisionTable } from './revision-table.tsx';

/** Columns of a slot. */
const columns = [
  'ordinal',
  'pod',
  'status',
  'ready',
  'revision',
  'image',
  'why',
  'node',
  'ip',
  'restarts',
  'age',
  'dns',
  'claims',
  'actions',
] as const;

/** The stage as tables, with all facts of the picture. */
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
  const { slots, setName, lastDecision } = stage;
  const shown = useTablePage(slots);
  const { page, pages, rows, setPage } = shown;
  const ready = readyOf(slots);

  function goTo(ordinal: number): void {
    // Its row must exist before the focus moves to it.
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
      <TableFrame
        {...{ columns, table }}
        page={shown}
        count={slots.length}
        label={t('table.scroll')}
        caption={t('table.caption', { set: setName, ready, count: slots.length })}
      >
        {(slot, rowIndex) => (
          <SlotTableRow
            key={slot.ordinal}
            {...{ slot, rowIndex }}
            {...outlookOf(slot, stage)}
            lastDecision={lastDecision?.ordinal === slot.ordinal}
          />
        )}
      </TableFrame>
    </>
  );
}
