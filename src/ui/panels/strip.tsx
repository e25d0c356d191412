import { beginning } from '../../view/words/beginning.ts';
import { Icon } from '../kit/icons.tsx';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { useLayout, useStripFolded } from '../kit/use-layout.ts';
import { LogPanel } from './log/log-panel.tsx';
import { StatusPanel } from './status-panel.tsx';
import './strip.css';

/** Shows Events, decisions and status. Folded, it is a bar with the last Event. */
export function Strip() {
  const { t } = useMessages();
  const { share } = useLayout();
  const folded = useStripFolded();
  return (
    <div className="strip" data-folded={folded}>
      <LogPanel />
      {folded && <LastEvent />}
      <StatusPanel />
      <button
        className="fold strip-fold"
        aria-expanded={!folded}
        aria-label={t(folded ? 'layout.stripUnfold' : 'layout.stripFold')}
        title={t(folded ? 'layout.stripUnfold' : 'layout.stripFold')}
        onClick={() => share({ stripFolded: !folded })}
      >
        <Icon name={folded ? 'up' : 'down'} />
      </button>
    </div>
  );
}

function LastEvent() {
  const event = useLab((state) => state.events.at(-1));
  if (event === undefined) return null;
  const { type, reason, message, involvedObject } = event;
  return (
    <p key={event.metadata.uid} className="strip-last" data-type={type}>
      <b>{reason}</b> {`${involvedObject.kind?.toLowerCase()}/${involvedObject.name}`} <span>{beginning(message)}</span>
    </p>
  );
}
