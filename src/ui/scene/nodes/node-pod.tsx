import { memo } from 'react';
import type { Forecast } from '../../../view/rollout/forecasts.ts';
import { type PodContext, type PodFacts, podFacts } from '../../../view/pod/pod-facts.ts';
import { outlookOf } from '../../../view/rollout/outlook.ts';
import { podOrdinal, slotIndex } from '../../../view/stage/find-slot.ts';
import type { PodModel, SlotModel, StageModel } from '../../../view/stage-model.ts';
import { DeleteButton } from '../shared/delete-button.tsx';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { useLit } from '../../kit/lit-pods.ts';
import { useMessages } from '../../kit/messages.tsx';
import { leaving, Moving, WithPresence } from '../../motion/motion.tsx';
import { podMovement } from '../../motion/movements.ts';
import { Mark, StatusWord } from '../shared/status-mark.tsx';
import { ForecastWords } from '../shared/forecast-note.tsx';
import { podHooks } from '../shared/pod-attributes.ts';
import { revisionMark, Swatch } from '../shared/revision.tsx';
import { forecastSentence } from '../../../view/words/slot-sentence.ts';

type RevisionFact = 'hash' | 'note' | 'comparison' | 'comparisonTitle';

interface NodePodProps {
  readonly pod: PodModel;
  /** A remark on it. */
  readonly note?: string | null;
  /** True if the API server no longer knows it: it cannot be deleted, and its status is the last reported one. */
  readonly stray?: boolean;
  /** True for the Tab stop. */
  readonly entry?: boolean;
  /** The effect of a previewed change on it. */
  readonly forecast?: Forecast | null;
}

/** A Pod in its node: its name and its status. */
export const NodePod = memo(function NodePod(props: NodePodProps) {
  return <WithPresence>{(present) => <Card {...props} present={present} />}</WithPresence>;
});

function Card({
  pod,
  note,
  stray = false,
  entry = false,
  forecast = null,
  present,
}: NodePodProps & { readonly present: boolean }) {
  const { t } = useMessages();
  const namespace = useLab((state) => state.stage.namespace);
  const { terminating } = pod;
  const { name, status, ready, tone: own, label: what, ...facts } = podFacts(t, pod, usePodContext(pod));
  const tone = stray ? 'bad' : own;
  const lit = useLit(stray ? undefined : pod.uid);
  const hooks = stray ? { 'data-stray': name } : podHooks(pod);
  const will = forecast === null ? [] : [forecastSentence(t, forecast)];
  const about = facts.note ? [facts.note.title] : facts.comparison ? [facts.comparison] : [];
  const label = stray ? t('node.strayLabel', { name }) : [what, ...about, ...will].join(t('slot.comma'));
  return (
    <Moving
      as="li"
      className="pod node-pod"
      aria-label={label}
      {...(!present && leaving)}
      data-tone={tone}
      {...lit}
      {...(present && hooks)}
      data-walk={present && !stray ? pod.uid : undefined}
      {...revisionMark(pod.revisionIndex)}
      data-forecast={forecast?.does}
      movement={podMovement}
      state={terminating && !stray ? 'terminating' : 'present'}
    >
      <header className="pod-head">
        {stray ? (
          <strong className="pod-name" title={name}>
            {name}
          </strong>
        ) : (
          <InspectButton
            className="pod-name"
            object={{ resource: 'pods', name, namespace }}
            tabIndex={entry ? 0 : -1}
          />
        )}
        {!stray && <DeleteButton action="deletePod" name={name} terminating={terminating} tabIndex={-1} />}
      </header>
      {!stray && (
        // It replaces the status, so that no card grows during a preview.
        <p className={forecast === null ? 'pod-status' : `pod-status forecast ${forecast.does}`} data-tone={tone}>
          <Mark tone={tone} />
          {forecast === null ? (
            <>
              <StatusWord status={status} />
              <span className="pod-ready">{ready}</span>
            </>
          ) : (
            <ForecastWords forecast={forecast} />
          )}
        </p>
      )}
      {!stray && <Revision pod={pod} facts={facts} />}
      {note != null && (
        <p className="node-pod-note">
          {stray && <Mark tone="bad" />}
          <span>{note}</span>
        </p>
      )}
    </Moving>
  );
}

/** Its revision, compared with the update revision; or the Pod's note, if it has one. */
function Revision({ pod, facts }: { readonly pod: PodModel; readonly facts: Pick<PodFacts, RevisionFact> }) {
  const { hash, note, comparison, comparisonTitle } = facts;
  return (
    <p className="pod-revision" title={note?.title ?? comparisonTitle ?? pod.revision}>
      <Swatch index={pod.revisionIndex} />
      {note === null ? (
        <>
          {hash} {comparison !== null && <span className="pod-comparison">{comparison}</span>}
        </>
      ) : (
        <span className="node-pod-origin">{note.text}</span>
      )}
    </p>
  );
}

/** Facts that the slot of a Pod adds. */
function usePodContext({ name, uid }: PodModel): PodContext {
  const slotOf = ({ slots }: StageModel): SlotModel | undefined => {
    const slot = slots[slotIndex(slots, podOrdinal(name))];
    return slot?.pod?.uid === uid ? slot : undefined;
  };
  const outlook = (stage: StageModel): PodContext => {
    const slot = slotOf(stage);
    return slot === undefined ? {} : outlookOf(slot, stage);
  };
  return {
    decision: useLab(({ stage }) => slotOf(stage)?.decision),
    turn: useLab(({ stage }) => outlook(stage).turn),
    origin: useLab(({ stage }) => outlook(stage).origin),
    comparison: useLab(({ stage }) => outlook(stage).comparison),
  };
}
