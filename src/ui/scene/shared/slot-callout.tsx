import { useShallow } from 'zustand/react/shallow';
import { actions } from '../../../store/actions/table.ts';
import { slotIndex } from '../../../view/stage/find-slot.ts';
import { newsOf, podFacts, type PodContext } from '../../../view/pod/pod-facts.ts';
import { outlookOf, type RolloutOutlook } from '../../../view/rollout/outlook.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { decisionLabel, decisionSentence } from '../../../view/words/decision-text.ts';
import { useAct, useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { Sign } from './status-mark.tsx';
import { Swatch } from './revision.tsx';
import { useOpenPod } from './use-open-pod.ts';
import './slot-callout.css';

/** One slot in a line: the facts of a card, and its actions. */
export function SlotCallout({ ordinal }: { readonly ordinal: number | null }) {
  const { t } = useMessages();
  const open = useOpenPod();
  const slot = useLab(({ stage }) => stage.slots[slotIndex(stage.slots, ordinal)]);
  const outlook = useLab(
    useShallow(({ stage }): Partial<RolloutOutlook> => {
      const at = stage.slots[slotIndex(stage.slots, ordinal)];
      return at === undefined ? {} : outlookOf(at, stage);
    }),
  );
  const replaced = useLab(({ now }) => (slot === undefined ? null : newsOf(slot, now)));
  if (slot === undefined) return <p className="slot-callout slot-callout-empty">{t('dots.hint')}</p>;
  const { pod, podName, claims, decision } = slot;
  // As on the cards, past changes of an existing Pod are left out.
  const why = decision !== null && (pod === null || decision.verb === 'keep' || decision.verb === 'wait') && decision;
  return (
    <div className="slot-callout" data-callout={slot.ordinal}>
      <strong className="slot-callout-name">{podName}</strong>
      {pod === null ? (
        <span>{t(`absence.${slot.absence ?? 'NotCreatedYet'}`)}</span>
      ) : (
        <PodFactsLine pod={pod} {...outlook} replaced={replaced} />
      )}
      {claims.map((claim) => (
        <span key={claim.uid} className="slot-callout-claim">
          {claim.name}: {claim.keptBy === null ? claim.phase : t('claim.keptBy', { policy: claim.keptBy })}
        </span>
      ))}
      {why && (
        <span className="slot-callout-why" title={decisionSentence(t, why)}>
          {decisionLabel(t, why)}
        </span>
      )}
      {pod !== null && <PodActs pod={pod} onOpen={() => open(slot.ordinal)} />}
    </div>
  );
}

interface PodFactsProps extends Omit<PodContext, 'decision'> {
  readonly pod: PodModel;
}

/** The state, place and revision of a Pod. */
export function PodFactsLine({ pod, ...context }: PodFactsProps) {
  const { t } = useMessages();
  const facts = podFacts(t, pod, context);
  const { tone, status, ready, node, hash, comparison, comparisonTitle, imageTag, note, replaced } = facts;
  return (
    <>
      <span className="slot-callout-state" data-tone={tone}>
        <Sign tone={tone} /> {status} {ready}
      </span>
      <span className="slot-callout-claim">{node}</span>
      <span className="slot-callout-revision" title={pod.image}>
        <Swatch index={pod.revisionIndex} /> {hash} :{imageTag}
      </span>
      {comparison !== null && <span title={comparisonTitle ?? undefined}>{comparison}</span>}
      {replaced !== null && <span className="slot-callout-why">{replaced}</span>}
      {note && <span className="slot-callout-why">{note.text}</span>}
    </>
  );
}

/** Buttons for the actions on a Pod. */
export function PodActs({ pod, onOpen }: { readonly pod: PodModel; readonly onOpen: () => void }) {
  const { t } = useMessages();
  const act = useAct();
  const { name, terminating } = pod;
  return (
    <span className="slot-callout-acts">
      <button className="button small" title={t('inspector.open', { name })} onClick={onOpen}>
        {t('dots.open')}
      </button>
      <button
        className="button small"
        aria-label={t(actions.deletePod.label, { name })}
        disabled={terminating}
        onClick={() => act('deletePod', { name })}
      >
        {t('dots.delete')}
      </button>
    </span>
  );
}
