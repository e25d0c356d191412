import { useState } from 'react';
import type { KindStatus, LiveStatus } from '../../live/index.ts';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Acting } from './acting.tsx';
import { clockOf } from './clock-of.ts';
import { ForkBar } from './fork-bar.tsx';
import { type LiveNews, useLive } from './live-source.ts';
import { Predictions } from './predictions.tsx';
import './live-bar.css';

/** The time up to which all kinds are known; null if a kind was never received. */
function asOf({ kinds }: LiveStatus): number | null {
  const times = kinds.filter(({ followed }) => followed).map((kind) => kind.asOf);
  return times.length === 0 || times.includes(null) ? null : Math.min(...(times as number[]));
}

/** Shows the namespace, the server's version, and the time up to which the page is current. It is always visible. */
export default function LiveBar() {
  const { t } = useMessages();
  const { namespace, refusal, news, control } = useLive();
  const readOnly = useLab((state) => state.readOnly);
  const [failed, setFailed] = useState(false);
  if (refusal !== null) {
    return (
      <section className="live-bar" data-stale data-refused aria-label={t('live.label')}>
        <p role="alert">{t(`live.refusal.${refusal}`)}</p>
      </section>
    );
  }
  if (!readOnly) return <ForkBar />;
  const stale = news === null || news.status.server.lost || news.status.kinds.some((one) => one.followed && one.stale);
  return (
    <section className="live-bar" data-stale={stale || undefined} aria-label={t('live.label')}>
      <strong>{t('live.title', { namespace })}</strong>
      {news === null ? <span>{t('live.connecting')}</span> : <News news={news} stale={stale} />}
      {news !== null && control !== null && (
        <>
          <Predictions />
          <button className="button small" title={t('live.fork.hint')} onClick={() => setFailed(!control.fork())}>
            {t('live.fork.button')}
          </button>
          {failed && <b role="alert">{t('live.fork.failed')}</b>}
          <Acting control={control} />
        </>
      )}
    </section>
  );
}

function News({ news, stale }: { readonly news: LiveNews; readonly stale: boolean }) {
  const { t } = useMessages();
  const { status, full } = news;
  const { kinds, server } = status;
  const known = asOf(status);
  const count = (of: (kind: KindStatus) => boolean): number => kinds.filter(of).length;
  return (
    <>
      <span className="live-as-of" role="status">
        {known === null ? t('live.never') : t('live.asOf', { time: clockOf(known) })}
        {stale && <b> {t(server.lost ? 'live.lost' : 'live.stale')}</b>}
      </span>
      <details>
        <summary>
          {t('live.kinds', { followed: count((one) => one.followed && !one.stale), all: kinds.length })}
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('live.kind')}</th>
              <th scope="col">{t('live.objects')}</th>
              <th scope="col">{t('live.asOfColumn')}</th>
              <th scope="col">{t('live.state')}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <Kind key={kind.resource} kind={kind} />
            ))}
          </tbody>
        </table>
      </details>
      {server.version !== null && <span>{server.version}</span>}
      {full && <b>{t('live.full')}</b>}
    </>
  );
}

function Kind({ kind }: { readonly kind: KindStatus }) {
  const { t } = useMessages();
  const { resource, count, asOf: at, stale, trouble, message, means, unreadable } = kind;
  return (
    <tr data-stale={(stale && kind.followed) || undefined}>
      <th scope="row">{resource}</th>
      <td>{kind.followed ? count : '–'}</td>
      <td>{at === null ? '–' : clockOf(at)}</td>
      <td>
        {trouble === null ? t(means === 'poll' ? 'live.polled' : 'live.watched') : t(`live.trouble.${trouble}`)}
        {unreadable > 0 && <> {t('live.unreadable', { count: unreadable })}</>}
        {message !== '' && <small>{message}</small>}
      </td>
    </tr>
  );
}
