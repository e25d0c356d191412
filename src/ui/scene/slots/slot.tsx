import { type CSSProperties, memo, useState } from 'react';
import type { Forecast } from '../../../view/rollout/forecasts.ts';
import type { RolloutOutlook } from '../../../view/rollout/outlook.ts';
import type { PodModel, SlotModel } from '../../../view/stage-model.ts';
import { decisionLabel, decisionSentence } from '../../../view/words/decision-text.ts';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import { leaving, Moving, Presence, WithPresence } from '../../motion/motion.tsx';
import { linkMovement, slotMovement } from '../../motion/movements.ts';
import { ClaimCard } from './claim.tsx';
import { DnsName } from './dns-name.tsx';
import { ForecastNote } from '../shared/forecast-note.tsx';
import { PodCard } from './pod-card.tsx';
import { podSentence } from '../../../view/words/slot-label.ts';
import './slot.css';

interface SlotProps extends RolloutOutlook {
  readonly slot: SlotModel;
  /** Place in the row, from 0. */
  readonly index: number;
  /** The effect of a previewed change here. */
  readonly forecast: Forecast | null;
}

/** The fixed place of an ordinal: its DNS name, its current Pod, and its claims. */
export const Slot = memo(function Slot(props: SlotProps) {
  return <WithPresence>{(present) => <Place {...props} present={present} />}</WithPresence>;
});

function Place({
  slot,
  index,
  turn,
  origin,
  comparison,
  forecast,
  present,
}: SlotProps & { readonly present: boolean }) {
  const { t } = useMessages();
  const { ordinal, podName, pod, claims, decision, absence } = slot;
  const flagged = useLab(({ stage }) => stage.lastDecision?.ordinal === ordinal);
  const before = usePodBefore(pod);
  const mounted = pod !== null && claims.some((claim) => claim.inUse);
  return (
    <Moving
      as="div"
      className="slot"
      role="row"
      {...(!present && leaving)}
      style={{ '--index': index } as CSSProperties}
      aria-label={t('slot.label', { name: podName })}
      data-slot={ordinal}
      data-desired={slot.desired}
      data-mounted={mounted}
      data-forecast={forecast?.does}
      movement={slotMovement}
    >
      <DnsName ordinal={ordinal} dns={slot.dns} absence={absence} />
      <div
        className="socket"
        role="gridcell"
        tabIndex={-1}
        aria-label={podSentence(t, slot, { turn, origin, comparison, forecast })}
        data-part="pod"
      >
        {absence !== null && (
          <div className="ghost">
            <strong className="pod-name">{podName}</strong>
            <p>{t(`absence.${absence}`)}</p>
            <ForecastNote forecast={forecast} />
            {absence === 'NotCreatedYet' && decision !== null && (
              <p key={decision.rule} className="ghost-reason">
                <span>{decisionSentence(t, decision)}</span> {!flagged && <b>{decisionLabel(t, decision)}</b>}{' '}
                <RuleLink rule={decision.rule} tabIndex={-1} />
              </p>
            )}
          </div>
        )}
        <Presence>
          {pod !== null && (
            <PodCard
              key={pod.uid}
              pod={pod}
              context={{ decision, turn, origin, comparison, replaced: slot.replaced }}
              forecast={forecast}
              replaces={before !== null}
              turned={before !== null && before.revision !== pod.revision}
            />
          )}
        </Presence>
      </div>
      <Storage
        podName={podName}
        claims={claims}
        mountedBy={mounted ? pod.uid : null}
        leftBehind={forecast?.does === 'delete'}
      />
    </Moving>
  );
}

interface StorageProps {
  readonly podName: string;
  readonly claims: SlotModel['claims'];
  /** uid of the Pod that mounts them; null for none. */
  readonly mountedBy: string | null;
  /** True if the previewed change would remove their Pod. */
  readonly leftBehind: boolean;
}

/** The claims, and the line to the Pod. They do not render with every change of the Pod. */
const Storage = memo(function Storage({ podName, claims, mountedBy, leftBehind }: StorageProps) {
  return (
    <div className="storage">
      {claims.length > 0 && (
        <Moving
          key={mountedBy}
          as="span"
          className="mount"
          aria-hidden="true"
          movement={linkMovement}
          begin={mountedBy === null ? null : 'born'}
        />
      )}
      <Presence>
        {claims.map((claim) => (
          <ClaimCard key={claim.uid} claim={claim} podName={podName} leftBehind={leftBehind} />
        ))}
      </Presence>
    </div>
  );
});

/** Returns the Pod before the current, or last, one in the slot. */
function usePodBefore(pod: PodModel | null): PodModel | null {
  const [seen, setSeen] = useState<{ readonly last: PodModel | null; readonly before: PodModel | null }>({
    last: pod,
    before: null,
  });
  if (pod === null || pod.uid === seen.last?.uid) return seen.before;
  setSeen({ last: pod, before: seen.last });
  return seen.last;
}
