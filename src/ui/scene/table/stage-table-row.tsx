import { actions } from '../../../store/actions/table.ts';
import { memo } from 'react';
import type { ClaimModel, PodModel, SlotModel } from '../../../view/stage-model.ts';
import { ageText, newsOf, type PodContext, podFacts } from '../../../view/pod/pod-facts.ts';
import type { RolloutOutlook } from '../../../view/rollout/outlook.ts';
import { decisionSentence } from '../../../view/words/decision-text.ts';
import { imageParts } from '../../../view/words/image-parts.ts';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useAct, useLab } from '../../kit/lab.tsx';
import { useLit } from '../../kit/lit-pods.ts';
import { useMessages } from '../../kit/messages.tsx';
import { Mark } from '../shared/status-mark.tsx';
import { podHooks } from '../shared/pod-attributes.ts';
import { Swatch } from '../shared/revision.tsx';
import { claimData, dnsSentence, whyOf } from '../../../view/words/slot-label.ts';

interface SlotTableRowProps extends RolloutOutlook {
  readonly slot: SlotModel;
  /** Its index in the whole table, from 1; the header is the first row. */
  readonly rowIndex: number;
  /** True if the controller's last decision is about it. */
  readonly lastDecision: boolean;
}

/** A slot as a row: its DNS answer, its Pod or the reason why there is none, its claims, and its actions. */
export const SlotTableRow = memo(function SlotTableRow({
  slot,
  rowIndex,
  turn,
  origin,
  comparison,
  lastDecision,
}: SlotTableRowProps) {
  const { t } = useMessages();
  const { ordinal, podName, pod, claims, absence, dns } = slot;
  const why = whyOf(slot, turn !== null);
  const replaced = useLab(({ now }) => newsOf(slot, now));
  const context = { turn, origin, comparison, replaced };
  const facts = pod && podFacts(t, pod, context);
  const hooks = pod && podHooks(pod);
  const lit = useLit(pod?.uid);
  return (
    <tr aria-rowindex={rowIndex} data-slot={ordinal} data-focus-ring={lastDecision} {...lit} {...hooks}>
      <td className="table-ordinal">{ordinal}</td>
      <th scope="row" tabIndex={-1}>
        <PodName podName={podName} present={pod !== null} />
      </th>
      {pod === null ? (
        <td colSpan={2} className="table-absent">
          {t(`absence.${absence ?? 'NotCreatedYet'}`)}
        </td>
      ) : (
        <HowItIs pod={pod} />
      )}
      {pod === null ? <td colSpan={2}>–</td> : <WhatItRuns pod={pod} context={context} />}
      <td className="table-why">
        {lastDecision && <b>{t('table.lastDecision')}</b>}
        {facts?.note != null && <span>{facts.note.text}</span>}
        {facts?.replaced != null && <span>{facts.replaced}</span>}
        {why !== null && <span>{decisionSentence(t, why)}</span>}
        {facts?.silent != null && <span>{facts.silent}</span>}
      </td>
      {pod === null ? <td colSpan={4}>–</td> : <WhereItIs pod={pod} context={context} />}
      <td className="table-dns">{dnsSentence(t, dns, absence)}</td>
      <td>
        <ul>
          {claims.map((claim) => (
            <Claim key={claim.uid} claim={claim} />
          ))}
        </ul>
      </td>
      <td>{pod !== null && <DeleteButton action="deletePod" name={podName} terminating={pod.terminating} />}</td>
    </tr>
  );
});

interface DeleteButtonProps {
  readonly action: 'deletePod' | 'deleteClaim';
  readonly name: string;
  /** True if it is already being deleted: the button does nothing. */
  readonly terminating: boolean;
}

/** Deletes the object of a row. */
export function DeleteButton({ action, name, terminating }: DeleteButtonProps) {
  const { t } = useMessages();
  const act = useAct();
  return (
    <button
      className="button small pod-remove"
      aria-label={t(actions[action].label, { name })}
      aria-disabled={terminating}
      onClick={() => {
        if (!terminating) act(action, { name });
      }}
    >
      {t('table.delete')}
    </button>
  );
}

function PodName({ podName, present }: { readonly podName: string; readonly present: boolean }) {
  const namespace = useLab((state) => state.stage.namespace);
  return present ? <InspectButton className="" object={{ resource: 'pods', name: podName, namespace }} /> : podName;
}

/** Its status and its ready containers: two cells. */
export function HowItIs({ pod }: { readonly pod: PodModel }) {
  const { t } = useMessages();
  const { tone, status, ready } = podFacts(t, pod);
  return (
    <>
      <td>
        <span className="pod-status" data-tone={tone}>
          <Mark tone={tone} />
          {status}
        </span>
      </td>
      <td>{ready}</td>
    </>
  );
}

interface PodCellsProps {
  readonly pod: PodModel;
  readonly context?: PodContext;
}

/** Its revision and its image: two cells. */
export function WhatItRuns({ pod, context }: PodCellsProps) {
  const { t } = useMessages();
  const { hash, comparison, comparisonTitle } = podFacts(t, pod, context);
  const [registry, image] = imageParts(pod.image);
  return (
    <>
      <td>
        <span className="table-revision">
          <Swatch index={pod.revisionIndex} />
          {hash}
        </span>
        {comparison !== null && (
          <span className="table-comparison" title={comparisonTitle ?? undefined}>
            {comparison}
          </span>
        )}
      </td>
      <td className="table-image">
        <span>{registry}</span>
        {image}
      </td>
    </>
  );
}

/** Its place and its age: four cells. */
export function WhereItIs({ pod, context }: PodCellsProps) {
  const { t } = useMessages();
  const { node, ip, wasIp } = podFacts(t, pod, context);
  const age = useLab((state) => ageText(pod, state.now));
  return (
    <>
      <td>{node}</td>
      <td>
        {wasIp !== null && `${wasIp} → `}
        {ip ?? '–'}
      </td>
      <td>{pod.restarts}</td>
      <td>{age}</td>
    </>
  );
}

function Claim({ claim }: { readonly claim: ClaimModel }) {
  const { t } = useMessages();
  const namespace = useLab((state) => state.stage.namespace);
  const { name, phase, capacity, storageClass, terminating, inUse, keptBy, volume, pendingReason } = claim;
  const facts = [
    terminating ? 'Terminating' : phase,
    capacity,
    storageClass,
    inUse && t('table.mounted'),
    keptBy && t('claim.keptBy', { policy: keptBy }),
    pendingReason,
    ...claimData(t, claim),
  ].filter(Boolean);
  return (
    <li data-pvc={name} data-phase={phase} data-in-use={inUse}>
      <InspectButton className="" object={{ resource: 'persistentvolumeclaims', name, namespace }} />{' '}
      {facts.join(t('slot.comma'))}
      {volume !== null && (
        <>
          {t('slot.comma')}
          <InspectButton className="table-volume" object={{ resource: 'persistentvolumes', name: volume.name }} />{' '}
          {volume.phase}
        </>
      )}{' '}
      <DeleteButton action="deleteClaim" name={name} terminating={terminating} />
    </li>
  );
}
