import { useAct, useButtonClass, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './stage-start.css';

/** The first button, where the editor and its Apply are out of sight: on a phone, and before a class. */
export function StageFirst() {
  const { t } = useMessages();
  const act = useAct();
  const needed = useLab(
    ({ ready, stage, appliedText }) => ready && !stage.setExists && stage.slots.length > 0 && appliedText === null,
  );
  const look = useButtonClass('apply');
  if (!needed) return null;
  return (
    <p className="stage-first">
      <button className={look} onClick={() => act('apply')}>
        {t('stage.applyFirst')}
      </button>
    </p>
  );
}

/** Places for slots until their number is known. The controller's line says what the page waits for. */
export function StageLoading() {
  return (
    <div className="stage-loading" aria-hidden="true">
      {[0, 1, 2].map((place) => (
        <span key={place} />
      ))}
    </div>
  );
}
