import { Dialog, useCloseDialog } from '../kit/dialog.tsx';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';

/** Asks whether to continue the replay of a session that takes much work. Closing it stops the replay. */
export default function Work() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const close = useCloseDialog();
  const empty = useLab(({ appliedText, commands }) => appliedText === null && commands.length === 0);
  const percent = useLab(({ restoring }) => Math.floor((restoring ?? 0) * 100));
  return (
    <Dialog title={t('work.title')}>
      <p>{t('work.text', { percent })}</p>
      <p>
        <button className="button" onClick={() => lab.act('allowMoreWork')}>
          {t('work.goOn')}
        </button>{' '}
        <button className="button primary" onClick={close}>
          {t(empty ? 'restoring.stopEmpty' : 'restoring.stop')}
        </button>
      </p>
    </Dialog>
  );
}
