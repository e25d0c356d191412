import { actions } from '../../store/actions/table.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { useAct, useLab, useUnfolded } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { narrow, useMedia } from '../kit/browser/use-media.ts';
import { CompareMenu } from './compare-menu.tsx';
import { Legend } from './legend.tsx';
import { Runs } from './runs.tsx';
import { Track } from './track.tsx';
import './timeline.css';

/** The timeline: the shown moment, the marks, and the branches. */
export function Timeline() {
  const { t } = useMessages();
  const act = useAct();
  const past = useLab((state) => state.past);
  const canUndo = useLab((state) => state.canUndo);
  const canRedo = useLab((state) => state.canRedo);
  const readOnly = useLab((state) => state.readOnly);
  const isNarrow = useMedia(narrow);
  const canCompare = useUnfolded('compare');
  return (
    <section className="timeline" data-past={past} aria-label={t('timeline.label')}>
      {/* Nobody knows the actions on a real cluster. */}
      {!readOnly && (
        <>
          <button
            className="button small"
            disabled={!canUndo}
            title={t('timeline.undoHint')}
            onClick={() => act('undo')}
          >
            {t(actions.undo.label)}
          </button>
          <button
            className="button small"
            disabled={!canRedo}
            title={t('timeline.redoHint')}
            onClick={() => act('redo')}
          >
            {t(actions.redo.label)}
          </button>
        </>
      )}
      <Track />
      <Legend />
      {isNarrow && <Now />}
      <Runs />
      {canCompare && <CompareMenu />}
      <button
        className="button small timeline-live"
        aria-pressed={!past}
        title={t('timeline.liveHint')}
        onClick={() => act('goLive')}
      >
        <i aria-hidden="true" />
        {t(past ? 'timeline.past' : 'timeline.live')}
      </button>
    </section>
  );
}

/** The cluster's clock, if the transport has no room for it. */
function Now() {
  const now = useLab((state) => Math.floor(state.now / 100) * 100);
  return (
    <span className="timeline-now" aria-hidden="true">
      {clockText(now)}
    </span>
  );
}
