import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { clockOf } from './clock-of.ts';
import { useLive } from './live-source.ts';

/** Shows that the moment is simulated, with a button that returns to the cluster. */
export function ForkBar() {
  const { t } = useMessages();
  const { control, date, namespace } = useLive();
  const at = useLab(({ runs, run }) => runs.find(({ id }) => id === run)?.from?.at ?? 0);
  return (
    <section className="live-bar" data-fork aria-label={t('live.label')}>
      <strong>{t('live.fork.title', { time: clockOf(date + at) })}</strong>
      <span>{t('live.fork.text', { namespace })}</span>
      <button className="button small" onClick={() => control?.back()}>
        {t('live.fork.back')}
      </button>
    </section>
  );
}
