import { deleteClaim } from '../../store/actions/delete.ts';
import type { ClaimModel } from '../../store/stage-model.ts';
import { Icon } from '../kit/icons.tsx';
import { InspectButton } from '../kit/inspect-button.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { leaving, Moving, WithPresence } from '../motion/motion.tsx';
import { claimMovement } from '../motion/movements.ts';
import './claim-drum.css';

/** A PersistentVolumeClaim and the volume it is bound to. It outlives its Pod. */
export function ClaimDrum({ claim }: { claim: ClaimModel }) {
  return <WithPresence>{(present) => <Drum claim={claim} present={present} />}</WithPresence>;
}

function Drum({ claim, present }: { readonly claim: ClaimModel; readonly present: boolean }) {
  const { t } = useMessages();
  const act = useAct();
  const namespace = useLab((state) => state.stage.namespace);
  const { name, phase, volume } = claim;
  const hooks = present && { 'data-pvc': name, 'data-phase': phase, 'data-in-use': claim.inUse };
  return (
    <Moving
      as="article"
      className="claim"
      aria-label={t('claim.label', { name, phase })}
      {...(!present && leaving)}
      data-use={claim.inUse ? 'mounted' : 'kept'}
      data-bound={phase === 'Bound'}
      data-terminating={claim.terminating}
      {...hooks}
      movement={claimMovement}
    >
      <div className="drum">
        <header className="claim-head">
          <InspectButton className="claim-name" object={{ resource: 'persistentvolumeclaims', name, namespace }} />
          <button
            className="pod-delete"
            aria-label={t(deleteClaim.label, { name })}
            title={t(deleteClaim.label, { name })}
            disabled={claim.terminating}
            onClick={() => act(deleteClaim, name)}
          >
            <Icon name="cross" />
          </button>
        </header>
        <p>
          <span className="claim-phase">{claim.terminating ? 'Terminating' : phase}</span>
          {claim.capacity !== null && <span> {claim.capacity}</span>}
          {claim.storageClass !== null && <span className="claim-class"> {claim.storageClass}</span>}
        </p>
        {claim.keptBy !== null && <p className="claim-kept">{t('claim.keptBy', { policy: claim.keptBy })}</p>}
        {claim.pendingReason !== null && (
          <p className="claim-reason" title={claim.pendingReason}>
            {claim.pendingReason}
          </p>
        )}
      </div>
      {volume !== null && (
        <p className="volume" title={`${volume.name}, ${volume.phase}`}>
          <InspectButton className="volume-name" object={{ resource: 'persistentvolumes', name: volume.name }} />
        </p>
      )}
    </Moving>
  );
}
