import { useMessages } from '../kit/messages.tsx';
import { ControllerLine } from './controller-line.tsx';
import { SetBar } from './set-bar.tsx';
import { SlotRow } from './slot-row.tsx';
import './stage.css';

/** The picture of one StatefulSet: all of it is read from API objects at the time that is shown. */
export function Stage() {
  const { t } = useMessages();
  return (
    <section className="stage" data-panel="stage" aria-label={t('stage.label')}>
      <SetBar />
      <ControllerLine />
      <SlotRow />
    </section>
  );
}
