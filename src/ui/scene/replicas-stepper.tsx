import { addReplica, removeReplica } from '../../store/actions/scale.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './replicas-stepper.css';

/** `spec.replicas`, at the end of the row where the next Pod will be, or from where the last one goes. */
export function ReplicasStepper() {
  const { t } = useMessages();
  const act = useAct();
  const replicas = useLab((state) => state.stage.replicas);
  const canAdd = useLab((state) => addReplica.enabled?.(state) ?? true);
  const canRemove = useLab((state) => removeReplica.enabled?.(state) ?? true);
  return (
    <div className="stepper" role="group" aria-label={t('replicas.label')}>
      <button
        className="button icon-only"
        aria-label={t(addReplica.label)}
        title={`${t(addReplica.label)} (+)`}
        disabled={!canAdd}
        onClick={() => act(addReplica)}
      >
        <Icon name="plus" />
      </button>
      <output className="stepper-value">
        <strong>{replicas}</strong>
        <span>replicas</span>
      </output>
      <button
        className="button icon-only"
        aria-label={t(removeReplica.label)}
        title={`${t(removeReplica.label)} (−)`}
        disabled={!canRemove}
        onClick={() => act(removeReplica)}
      >
        <Icon name="minus" />
      </button>
    </div>
  );
}
