import { deletePod } from '../../store/actions/delete.ts';
import { slotIndex } from '../../store/stage/find-slot.ts';
import { decisionLabel } from '../kit/decision-text.ts';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Sign, toneOf } from './mark.tsx';
import { Swatch } from './revision.tsx';
import { useOpenPod } from './use-open-pod.ts';
import './slot-callout.css';

/** One slot in a line: what a card would say, and what can be done with it. */
export function SlotCallout({ ordinal }: { readonly ordinal: number | null }) {
  const { t } = useMessages();
  const act = useAct();
  const open = useOpenPod();
  const slot = useLab(({ stage }) => stage.slots[slotIndex(stage.slots, ordinal)]);
  if (slot === undefined) return <p className="slot-callout slot-callout-empty">{t('dots.hint')}</p>;
  const { pod, podName, claims, decision } = slot;
  // As on the cards: what was done to a Pod that is there is no news.
  const why = decision !== null && (pod === null || decision.verb === 'keep' || decision.verb === 'wait') && decision;
  return (
    <div className="slot-callout" data-callout={slot.ordinal}>
      <strong className="slot-callout-name">{podName}</strong>
      {pod === null ? (
        <span>{t(`absence.${slot.absence ?? 'NotCreatedYet'}`)}</span>
      ) : (
        <>
          <span className="slot-callout-state" data-tone={toneOf(pod)}>
            <Sign tone={toneOf(pod)} /> {pod.status} {pod.readyText}
          </span>
          <span className="slot-callout-claim">{pod.node ?? t('pod.noNode')}</span>
          <span className="slot-callout-revision" title={pod.image}>
            <Swatch index={pod.revisionIndex} /> {pod.revision.slice(pod.name.lastIndexOf('-') + 1)} :{pod.imageTag}
          </span>
        </>
      )}
      {claims.map((claim) => (
        <span key={claim.uid} className="slot-callout-claim">
          {claim.name}: {claim.keptBy === null ? claim.phase : t('claim.keptBy', { policy: claim.keptBy })}
        </span>
      ))}
      {why && <span className="slot-callout-why">{decisionLabel(t, why)}</span>}
      {pod !== null && (
        <span className="slot-callout-acts">
          <button
            className="button small"
            title={t('inspector.open', { name: podName })}
            onClick={() => open(slot.ordinal)}
          >
            {t('dots.open')}
          </button>
          <button
            className="button small"
            aria-label={t(deletePod.label, { name: podName })}
            disabled={pod.terminating}
            onClick={() => act(deletePod, podName)}
          >
            {t('dots.delete')}
          </button>
        </span>
      )}
    </div>
  );
}
