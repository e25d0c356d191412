import { actions } from '../../store/actions/table.ts';
import { leaveServiceWorker } from '../kit/browser/replaced.ts';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { useSite } from '../kit/site.tsx';
import './banner.css';

/** Shows the progress of a replay, with a button to stop it. */
export function Restoring() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const empty = useLab(({ appliedText, commands }) => appliedText === null && commands.length === 0);
  const part = useLab(({ restoring }) => restoring && Math.round(restoring * 100));
  if (part === null) return null;
  return (
    <div className="banner restoring" role="status">
      <p>{t('restoring.text')}</p>
      <progress max={100} value={part} aria-label={t('restoring.text')} />
      <button className="button small" onClick={() => lab.act('cancelRestore')}>
        {t(empty ? 'restoring.stopEmpty' : 'restoring.stop')}
      </button>
    </div>
  );
}

/** Shows messages of the page about itself: an unreadable link, a browser out of space. */
export function Banner() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const site = useSite();
  const banner = useLab((state) => state.banner);
  if (banner === null) return null;
  return (
    <div className="banner" role="alert">
      <p>{t(`banner.${banner}`)}</p>
      {banner === 'NotLoaded' && (
        <button className="button small" onClick={() => site.reload()}>
          {t('banner.reload')}
        </button>
      )}
      {banner === 'Replaced' && (
        <button className="button small" onClick={() => void leaveServiceWorker().then(() => site.reload())}>
          {t('banner.reload')}
        </button>
      )}
      {banner === 'NotKept' && (
        <button className="button small" onClick={() => act('exportSession')}>
          {t(actions.exportSession.label)}
        </button>
      )}
      {banner === 'SetAside' && (
        <>
          <button className="button small" onClick={() => site.download()}>
            {t('kept.download')}
          </button>
          <button className="button small" onClick={() => site.openAgain()}>
            {t('kept.again')}
          </button>
        </>
      )}
      <button className="button small" onClick={() => lab.act('showBanner', { banner: null })}>
        {t(banner === 'SetAside' ? 'kept.fresh' : 'banner.dismiss')}
      </button>
    </div>
  );
}
