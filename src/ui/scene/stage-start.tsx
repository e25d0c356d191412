import { useAct, useButtonClass, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './stage-start.css';

/** The first button when the editor with its Apply is not visible: on a phone, and in presenter mode. */
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

/** Placeholders of slots until their number is known. The controller's line says what is loading. */
export function StageLoading() {
  return (
    <div className="stage-loading" aria-hidden="true">
      {[0, 1, 2].map((place) => (
        <span key={place} />
      ))}
    </div>
  );
}
