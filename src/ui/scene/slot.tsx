import { type CSSProperties, memo } from 'react';
import type { SlotModel } from '../../store/stage-model.ts';
import { decisionSentence } from '../kit/decision-text.ts';
import { useMessages } from '../kit/messages.tsx';
import { Moving, Presence } from '../motion/motion.tsx';
import { slotMovement } from '../motion/movements.ts';
import { ClaimDrum } from './claim-drum.tsx';
import { DnsPlate } from './dns-plate.tsx';
import { PodCard } from './pod-card.tsx';
import './slot.css';

interface SlotProps {
  readonly slot: SlotModel;
  /** Place in the row, from 0. */
  readonly index: number;
  /** The rolling update will replace its Pod. */
  readonly willUpdate: boolean;
}

/** An ordinal's fixed place: its name, the Pod that is there now, and the claims that stay. */
export const Slot = memo(function Slot({ slot, index, willUpdate }: SlotProps) {
  const { t } = useMessages();
  const { ordinal, podName, pod, claims, decision, absence } = slot;
  return (
    <Moving
      as="li"
      className="slot"
      style={{ '--index': index } as CSSProperties}
      aria-label={t('slot.label', { name: podName })}
      data-slot={ordinal}
      data-desired={slot.desired}
      data-mounted={pod !== null && claims.some((claim) => claim.inUse)}
      movement={slotMovement}
    >
      <DnsPlate ordinal={ordinal} dns={slot.dns} absence={absence} />
      <div className="socket">
        {absence !== null && (
          <div className="ghost">
            <strong className="pod-name">{podName}</strong>
            <p>{t(`absence.${absence}`)}</p>
            {absence === 'NotCreatedYet' && decision !== null && (
              <p className="ghost-reason">{decisionSentence(t, decision)}</p>
            )}
          </div>
        )}
        <Presence>
          {pod !== null && <PodCard key={pod.uid} pod={pod} decision={decision} willUpdate={willUpdate} />}
        </Presence>
      </div>
      <div className="storage">
        <Presence>
          {claims.map((claim) => (
            <ClaimDrum key={claim.uid} claim={claim} />
          ))}
        </Presence>
      </div>
    </Moving>
  );
});
