import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { ReplicasStepper } from './set/replicas-stepper.tsx';
import { ImageChoices } from './set/template-card.tsx';
import { StageFirst } from './stage-start.tsx';
import './stage-dock.css';

/** On a phone, what one acts with: it stays below the Pods while they are scrolled, so that its effect is seen. */
export function StageDock() {
  const { t } = useMessages();
  const exists = useLab((state) => state.stage.setExists);
  return (
    <section className="stage-dock" aria-label={t('stage.dock')}>
      <StageFirst />
      {exists && (
        <>
          <ReplicasStepper />
          <ImageChoices />
        </>
      )}
    </section>
  );
}
