import { lazy, Suspense } from 'react';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';

/** Without it the page makes no announcements, but can still be read. */
const Narrator = lazy(() => import('./narrator.tsx').catch(() => ({ default: () => null })));

/** Announces changes to screen readers. */
export function Narration() {
  const { t } = useMessages();
  const narrated = useLab((state) => state.narrated);
  return (
    <div className="visually-hidden" role="status" aria-label={t('narration.label')}>
      <Suspense fallback={null}>{narrated && <Narrator />}</Suspense>
    </div>
  );
}
