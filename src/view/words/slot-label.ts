/** Accessible names of a slot's cells: all that they show, in order of importance. */
import type { Translate } from '../../i18n/translate.ts';
import type { Decision } from '../../engine/index.ts';
import type { Forecast } from '../rollout/forecasts.ts';
import { type PodContext, podFacts } from '../pod/pod-facts.ts';
import type { ClaimModel, DnsModel, SlotModel, StageModel } from '../stage-model.ts';
import { decisionSentence } from './decision-text.ts';
import { listText } from './names-text.ts';
import { forecastSentence } from './slot-sentence.ts';

/** Returns the name and the DNS answer, e.g. `web-1.nginx.default.svc.cluster.local resolves to 10.244.1.2`. */
export function dnsSentence(
  t: Translate,
  { name, verdict, addresses }: DnsModel,
  absence: SlotModel['absence'],
): string {
  const resolves = verdict === 'Resolves';
  const why = absence === 'NotApplied' ? t('absence.NotApplied') : t(`dns.${verdict}`);
  const answer = resolves ? `${why} ${listText(t, addresses)}` : why;
  return name === null ? answer : t('slot.dns', { name, answer });
}

/** Describes the data of a claim's volume and its owners. Of long files, the beginning; the inspector shows all. */
export function claimData(t: Translate, { volume, owners }: ClaimModel): readonly string[] {
  const files = volume?.files?.map(({ path, content }) => `${path}: ${content.trim().slice(0, 60)}`);
  return [
    ...(files?.length === 0 ? [t('claim.empty')] : (files?.slice(0, 3) ?? [])),
    ...(owners.length > 0 ? [t('claim.owners', { owners: listText(t, owners) })] : []),
  ];
}

/**
 * Describes what happens to a claim when its Pod or the set is deleted; for a kept claim, the policy.
 * @param leftBehind The previewed change would remove its Pod.
 */
export function claimRetention(
  t: Translate,
  { keptBy }: ClaimModel,
  { whenScaled: scaled, whenDeleted: deleted }: StageModel['retention'],
  leftBehind: boolean,
): string {
  if (leftBehind) return t('claim.leftBehind', { scaled });
  return keptBy === null ? t('claim.retention', { scaled, deleted }) : t('claim.keptBy', { policy: keptBy });
}

/** E.g. `www-web-1 Bound, 1Gi, kept by whenScaled: Retain`. @param forecast See {@link claimRetention}. */
export function claimSentence(t: Translate, claim: ClaimModel, forecast: string): string {
  const { name, phase, terminating, capacity, storageClass, pendingReason } = claim;
  return list(t, [
    t('claim.label', { name, phase: terminating ? 'Terminating' : phase }),
    capacity,
    storageClass,
    forecast,
    pendingReason,
    ...claimData(t, claim),
  ]);
}

/**
 * Returns the decision that explains what a slot shows now: why there is no Pod, or why one is deleted, kept or waited
 * for. Earlier decisions about a Pod are left out.
 */
export function whyOf({ absence, pod, decision }: SlotModel, replaced: boolean): Decision | null {
  if (decision === null) return null;
  if (pod === null) return absence === 'NotCreatedYet' ? decision : null;
  if (pod.terminating) return decision.verb === 'delete' ? decision : null;
  return !replaced && (decision.verb === 'keep' || decision.verb === 'wait') ? decision : null;
}

/** Effects of a rollout, and of a previewed change, on a slot. */
export interface SlotOutlook extends Pick<PodContext, 'turn' | 'origin' | 'comparison'> {
  readonly forecast?: Forecast | null;
}

/** Returns the accessible name of a slot, e.g. `web-1, Running, 1/1, revision f99c84b4b, …`. */
export function podSentence(
  t: Translate,
  slot: SlotModel,
  { turn = null, origin = null, comparison = null, forecast = null }: SlotOutlook = {},
): string {
  const { podName, pod, absence, claims, dns } = slot;
  const why = whyOf(slot, turn !== null);
  const facts = pod && podFacts(t, pod, { turn, origin });
  const about =
    facts === null
      ? [t(`absence.${absence ?? 'NotCreatedYet'}`)]
      : [
          facts.status,
          facts.ready,
          facts.imageTag,
          facts.hash && t('slot.revision', { hash: facts.hash }),
          comparison && t('slot.compared', { equal: String(comparison.equal) }),
          forecast === null && facts.note?.text,
          pod?.node == null ? facts.node : t('slot.node', { node: facts.node }),
          facts.silent,
          facts.restarts,
        ];
  return list(t, [
    podName,
    ...about,
    forecast && forecastSentence(t, forecast),
    why && decisionSentence(t, why),
    ...claims.map((claim) => t('slot.mounts', { name: claim.name, phase: claim.phase })),
    absence === 'NotApplied' ? null : t('slot.resolves', { answer: dnsAnswer(t, dns) }),
  ]);
}

const dnsAnswer = (t: Translate, { verdict, addresses }: DnsModel): string =>
  verdict === 'Resolves' ? `${t('dns.Resolves')} ${listText(t, addresses)}` : t(`dns.${verdict}`);

/** Joins the parts into one sentence, without their own full stops. */
function list(t: Translate, parts: readonly (string | false | null | undefined)[]): string {
  return parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => String(part).replace(/[.。]$/, ''))
    .join(t('slot.comma'));
}
