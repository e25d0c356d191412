import type { Divergence } from '../../timeline/divergence.ts';
import { differs, type RecordedRow, recordedRows } from '../../timeline/recorded-rows.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { Dialog, useCloseDialog } from '../kit/dialog.tsx';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { runName } from '../timeline/run-name.ts';
import './divergence.css';

/** The most rows that are shown. */
const maxRows = 400;

/** Explains where a session differs from its recording: since when, which objects differ, and what was recorded. */
export default function DivergenceDialog() {
  const divergence = useLab((state) => state.divergence);
  return divergence && <DivergenceNotice divergence={divergence} />;
}

function DivergenceNotice({ divergence }: { readonly divergence: Divergence }) {
  const { t } = useMessages();
  const close = useCloseDialog();
  const runs = useLab((state) => state.runs);
  const { from, otherEngine, objects, moment } = divergence;
  const run = runs.find(({ id }) => id === divergence.run);
  const rows = objects && recordedRows(objects.was, objects.is);
  const first = rows?.find(differs);
  return (
    <Dialog title={t(otherEngine ? 'divergence.titleEarlier' : 'divergence.title')} className="divergence">
      <p>
        {run
          ? t('divergence.fromIn', { time: clockText(from), run: runName(t, run) })
          : t('divergence.from', { time: clockText(from) })}{' '}
        {first && <First row={first} moment={moment} />}
        {rows && !first && t('divergence.sameHere', { time: clockText(moment) })}
      </p>
      {rows ? (
        <details>
          <summary>{t('divergence.shown', { time: clockText(moment) })}</summary>
          <Recorded rows={rows} />
        </details>
      ) : (
        <p>{t('divergence.tooMany')}</p>
      )}
      <p>
        <button className="button primary" onClick={close}>
          {t('divergence.goOn')}
        </button>
      </p>
    </Dialog>
  );
}

/** The first object that differs. */
function First({ row, moment }: { readonly row: RecordedRow; readonly moment: number }) {
  const { t } = useMessages();
  const nothing = t('divergence.absent');
  const values = { object: `${row.kind} ${row.name}`, time: clockText(moment) };
  return <>{t('divergence.first', { ...values, was: row.was ?? nothing, is: row.is ?? nothing })}</>;
}

/** All recorded objects of the moment, read-only. */
function Recorded({ rows }: { readonly rows: readonly RecordedRow[] }) {
  const { t } = useMessages();
  return (
    <div className="divergence-rows" role="region" tabIndex={0} aria-label={t('divergence.recorded')}>
      <table>
        <caption>{t('divergence.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('divergence.object')}</th>
            <th scope="col">{t('divergence.recorded')}</th>
            <th scope="col">{t('divergence.now')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxRows).map((row) => (
            <tr key={`${row.kind} ${row.name}`} data-differs={differs(row)}>
              <th scope="row">
                {row.kind} {row.name}
              </th>
              <td>{row.was ?? '–'}</td>
              <td>{differs(row) ? <b>≠ {row.is ?? '–'}</b> : row.is}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > maxRows && <p>{t('divergence.more', { count: rows.length - maxRows })}</p>}
    </div>
  );
}
