import { actions } from '../../../store/actions/table.ts';
import { diskOf } from '../../../view/pod/disk.ts';
import type { ClaimModel, FileModel } from '../../../view/stage-model.ts';
import { Icon } from '../../kit/icons.tsx';
import { DeleteButton } from '../shared/delete-button.tsx';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useAct, useLab, useOffered } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { leaving, Moving, WithPresence } from '../../motion/motion.tsx';
import { claimMovement } from '../../motion/movements.ts';
import { listText } from '../../../view/words/names-text.ts';
import { claimRetention, claimSentence } from '../../../view/words/slot-label.ts';
import './claim.css';

interface ClaimCardProps {
  readonly claim: ClaimModel;
  /** Name of its Pod. */
  readonly podName: string;
  /** True if the previewed change would remove its Pod. */
  readonly leftBehind: boolean;
}

/** A PersistentVolumeClaim and the volume it is bound to. It outlives its Pod. */
export function ClaimCard(props: ClaimCardProps) {
  return <WithPresence>{(present) => <Card {...props} present={present} />}</WithPresence>;
}

function Card({ claim, podName, leftBehind, present }: ClaimCardProps & { readonly present: boolean }) {
  const { t } = useMessages();
  const act = useAct();
  const namespace = useLab((state) => state.stage.namespace);
  const retention = useLab((state) => state.stage.retention);
  const offered = useOffered('deleteClaim');
  const writable = useLab(({ view }) => offered && diskOf(view, namespace, podName)?.claim === claim.name);
  const write = t(actions.writeLine.label, { name: podName });
  const forecast = claimRetention(t, claim, retention, leftBehind);
  const { name, phase, volume } = claim;
  const hooks = present && { 'data-pvc': name, 'data-phase': phase, 'data-in-use': claim.inUse };
  return (
    <Moving
      as="div"
      className="claim"
      {...(!present && leaving)}
      data-use={claim.inUse ? 'mounted' : 'kept'}
      data-bound={phase === 'Bound'}
      data-terminating={claim.terminating}
      {...hooks}
      movement={claimMovement}
    >
      <div
        className="drum"
        role="gridcell"
        tabIndex={-1}
        aria-label={claimSentence(t, claim, forecast)}
        data-part={`claim:${claim.template}`}
      >
        <header className="claim-head">
          <InspectButton
            className="claim-name"
            object={{ resource: 'persistentvolumeclaims', name, namespace }}
            tabIndex={-1}
          />
          {writable && (
            <button
              className="pod-delete claim-write"
              tabIndex={-1}
              aria-label={write}
              title={write}
              onClick={() => act('writeLine', { name: podName })}
            >
              <Icon name="pen" />
            </button>
          )}
          <DeleteButton action="deleteClaim" name={name} terminating={claim.terminating} tabIndex={-1} />
        </header>
        <p>
          <span className="claim-phase">{claim.terminating ? 'Terminating' : phase}</span>
          {claim.capacity !== null && <span className="claim-capacity"> {claim.capacity}</span>}
          {claim.storageClass !== null && <span className="claim-class"> {claim.storageClass}</span>}
        </p>
        <Files files={volume?.files ?? null} />
        <p
          className="claim-retention"
          data-kept={claim.keptBy !== null}
          data-foreseen={leftBehind}
          title={`whenScaled: ${retention.whenScaled}, whenDeleted: ${retention.whenDeleted}`}
        >
          {forecast}
        </p>
        {claim.owners.length > 0 && (
          <p className="claim-retention" title="metadata.ownerReferences">
            {t('claim.owners', { owners: listText(t, claim.owners) })}
          </p>
        )}
        {claim.pendingReason !== null && (
          <p className="claim-reason" title={claim.pendingReason}>
            {claim.pendingReason}
          </p>
        )}
      </div>
      {volume !== null && (
        <div
          className="volume"
          role="gridcell"
          tabIndex={-1}
          aria-label={t('volume.label', { name: volume.name, phase: volume.phase })}
          data-part={`volume:${claim.template}`}
          title={`${volume.name}, ${volume.phase}`}
        >
          <InspectButton
            className="volume-name"
            object={{ resource: 'persistentvolumes', name: volume.name }}
            tabIndex={-1}
          />
        </div>
      )}
    </Moving>
  );
}

/** The first file of the volume with its last line; the title lists all files. */
function Files({ files }: { readonly files: readonly FileModel[] | null }) {
  const { t } = useMessages();
  if (files === null) return null;
  const [first, ...others] = files;
  if (first === undefined) return <p className="claim-data">{t('claim.empty')}</p>;
  const lines = first.content.trim().split('\n');
  const all = files.map(({ path, content }) => `${path}: ${content.trim()}`).join('\n');
  return (
    <p className="claim-data" title={all}>
      <span className="claim-file">{first.path}</span>
      {others.length > 0 && <span> +{others.length}</span>}{' '}
      <q>
        {lines.length > 1 && '… '}
        {lines.at(-1)?.replace(/\s+/g, ' ').slice(0, 60)}
      </q>
    </p>
  );
}
