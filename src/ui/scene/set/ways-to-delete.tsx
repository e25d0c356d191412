import { actions } from '../../../store/actions/table.ts';
import { useAct, useLab } from '../../kit/lab.tsx';
import { useCloseMenu } from '../../kit/menu.tsx';
import { useMessages } from '../../kit/messages.tsx';

/** Deletes the set with its Pods, or leaves them as orphans. */
export function WaysToDelete() {
  const { t } = useMessages();
  const act = useAct();
  const close = useCloseMenu();
  const name = useLab((state) => state.stage.setName);
  const remove = (orphan: boolean) => {
    close();
    act('deleteSet', { orphan });
  };
  return (
    <>
      <button className="button small" onClick={() => remove(false)}>
        {t(actions.deleteSet.label, { name })}
      </button>
      <p>{t('set.deleteHint')}</p>
      <button className="button small" onClick={() => remove(true)}>
        {t('set.orphan')}
      </button>
      <p>{t('set.orphanHint')}</p>
    </>
  );
}
