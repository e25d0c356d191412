import { exportSession } from '../../store/actions/share.ts';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { useSite } from '../kit/site.tsx';
import './banner.css';

/** What the page has to say about itself: a link that cannot be read, a browser without room. */
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
      {banner === 'NotKept' && (
        <button className="button small" onClick={() => act(exportSession)}>
          {t(exportSession.label)}
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
      <button className="button small" onClick={() => lab.set({ banner: null })}>
        {t(banner === 'SetAside' ? 'kept.fresh' : 'banner.dismiss')}
      </button>
    </div>
  );
}
