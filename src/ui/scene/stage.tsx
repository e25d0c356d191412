import { ControllerLine } from './controller-line.tsx';
import { SetBar } from './set-bar.tsx';
import { SlotRow } from './slot-row.tsx';
import { Traps } from './traps.tsx';
import './stage.css';

interface StageProps {
  /** Its name for assistive technology. */
  readonly label: string;
  /** Where there are two: which one this is. */
  readonly title?: string;
  /** To look at: nothing can be done in it. */
  readonly still?: boolean;
}

/** The picture of one StatefulSet: all of it is read from API objects at the time that is shown. */
export function Stage({ label, title, still = false }: StageProps) {
  return (
    <section
      className="stage"
      data-panel={title === undefined ? 'stage' : undefined}
      data-still={still}
      aria-label={label}
    >
      {title !== undefined && <h2 className="stage-title">{title}</h2>}
      <SetBar />
      <ControllerLine />
      <Traps />
      <SlotRow />
    </section>
  );
}
