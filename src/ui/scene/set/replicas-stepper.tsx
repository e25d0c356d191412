import { actions } from '../../../store/actions/table.ts';
import type { Forecast } from '../../../view/rollout/forecasts.ts';
import { Icon } from '../../kit/icons.tsx';
import { useAct, useCan, useLab, useOffered } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { ForecastNote } from '../shared/forecast-note.tsx';
import { useConsider } from '../shared/use-preview.ts';
import './replicas-stepper.css';

interface ReplicasStepperProps {
  /** The effect of a previewed change on the next ordinal, which has no slot yet. */
  readonly next?: Forecast | null;
}

/** `spec.replicas`, at the end of the row, where Pods are added and removed. */
export function ReplicasStepper({ next = null }: ReplicasStepperProps) {
  const { t } = useMessages();
  const replicas = useLab((state) => state.stage.replicas);
  const exists = useLab((state) => state.stage.setExists);
  return (
    <div
      className="stepper"
      data-idle={!exists}
      data-next={next !== null}
      role="group"
      aria-label={t('replicas.label')}
    >
      <Step action="addReplica" icon="plus" replicas={replicas + 1} place={replicas} />
      <output className="stepper-value">
        <strong>{replicas}</strong>
        <span>replicas</span>
      </output>
      <Step action="removeReplica" icon="minus" replicas={replicas - 1} place={replicas - 1} />
      <ForecastNote forecast={next} />
    </div>
  );
}

interface StepProps {
  readonly action: 'addReplica' | 'removeReplica';
  readonly icon: 'plus' | 'minus';
  /** The number of replicas after the step. */
  readonly replicas: number;
  /** Position of the Pod that is added or removed, from 0. */
  readonly place: number;
}

/** A button for one more or one less, with the name of the affected Pod, which is always the highest. */
function Step({ action, icon, replicas, place }: StepProps) {
  const { t } = useMessages();
  const act = useAct();
  const can = useCan(action);
  const name = useLab(({ stage }) => `${stage.setName}-${stage.startOrdinal + place}`);
  const consider = useConsider({ replicas });
  const offered = useOffered(action);
  const label = t(actions[action].label);
  if (!offered) return null;
  return (
    <>
      <button
        className="button icon-only"
        aria-label={label}
        title={`${label}: ${name} (${icon === 'plus' ? '+' : '−'})`}
        disabled={!can}
        onClick={() => act(action)}
        {...consider}
      >
        <Icon name={icon} />
      </button>
      {can && (
        <span className="stepper-pod" data-step={icon}>
          {name}
        </span>
      )}
    </>
  );
}
