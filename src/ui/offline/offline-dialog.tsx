import { useEffect, useState } from 'react';
import { Dialog } from '../kit/dialog.tsx';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { fetchParts, keepForGood, keepsCore, missingParts, type Obstacle, obstacle } from './offline.ts';

type Phase = 'asking' | 'core' | 'fetching' | 'all' | 'failed' | Obstacle;

const megabytes = (bytes: number): number => Math.max(0.1, Math.round(bytes / 1e5) / 10);

/** Shows what works without a network, downloads the rest, and links to the licenses of the lab's packages. */
export default function Offline() {
  const { t } = useMessages();
  const newVersion = useLab((state) => state.newVersion);
  const [phase, setPhase] = useState<Phase>(() => obstacle() ?? 'asking');
  const [left, setLeft] = useState(0);

  useEffect(() => {
    if (phase !== 'asking') return;
    let closed = false;
    Promise.all([missingParts(), keepsCore()]).then(
      ([parts, core]) => {
        if (closed) return;
        if (!core) return setPhase('unsupported');
        setLeft(parts.reduce((sum, { bytes }) => sum + bytes, 0));
        setPhase(parts.length === 0 ? 'all' : 'core');
      },
      () => !closed && setPhase('failed'),
    );
    return () => {
      closed = true;
    };
  }, [phase]);

  async function fetchAll(): Promise<void> {
    setPhase('fetching');
    try {
      await keepForGood();
      await fetchParts(setLeft);
      setPhase('all');
    } catch {
      setPhase('failed');
    }
  }

  return (
    <Dialog title={t('dialog.offline')}>
      <p role="status">{t(`offline.${phase}`, { size: megabytes(left) })}</p>
      {(phase === 'core' || phase === 'failed') && (
        <p>
          <button className="button primary" autoFocus onClick={() => void fetchAll()}>
            {phase === 'core' ? t('offline.fetch', { size: megabytes(left) }) : t('offline.again')}
          </button>
        </p>
      )}
      {newVersion && <p>{t('offline.newVersion')}</p>}
      <p>
        <a href="./THIRD-PARTY-NOTICES.txt" target="_blank" rel="noreferrer">
          {t('offline.notices')}
        </a>
      </p>
    </Dialog>
  );
}
