import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { ReplicasStepper } from './set/replicas-stepper.tsx';
import { ImageChoices } from './set/template-card.tsx';
import { StageFirst } from './stage-start.tsx';
import './stage-dock.css';

/**
 * On a phone, the controls of replicas and image: they stay below the scrolling Pods, so that their effect is visible.
 */
export function StageDock() {
  const { t } = useMessages();
  const exists = useLab((state) => state.stage.setExists);
  return (
    // The first button has a dock of its own, which goes with it.
    <section key={String(exists)} className="stage-dock" aria-label={t('stage.dock')}>
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
