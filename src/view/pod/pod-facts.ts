/**
 * Facts about a Pod. Cards, tiles, chips, table rows, canvases, pictures, narration and accessible names take them from
 * here, so that they agree.
 */
import type { Decision, DecisionRule } from '../../engine/index.ts';
import type { Translate } from '../../i18n/translate.ts';
import { imageParts } from '../words/image-parts.ts';
import { interner } from '../intern.ts';
import type { RevisionComparison } from '../rollout/comparison.ts';
import type { UpdateTurn } from '../rollout/rollout.ts';
import type { ReplacedPod } from '../stage/replaced.ts';
import type { PodModel, SlotModel, StageModel } from '../stage-model.ts';
import { humanDuration } from '../time.ts';
import { decisionLabel, decisionSentence } from '../words/decision-text.ts';
import { type Tone, toneOf } from './tone.ts';

/** Facts that a slot adds to those of its Pod. */
export interface PodContext {
  /** The decision that explains why the Pod is kept, or waited for. */
  readonly decision?: Decision | null;
  /** When the rolling update replaces it. */
  readonly turn?: UpdateTurn | null;
  /** Why it was re-created with its revision; null if there is nothing to explain. */
  readonly origin?: RevisionOrigin | null;
  /** How its revision compares with the set's update revision. */
  readonly comparison?: RevisionComparison | null;
  /** The Pod that it has just replaced: see {@link newsOf}. */
  readonly replaced?: ReplacedPod | null;
}

/** One line about what will happen to a Pod, or the reason for its state. */
export interface PodNote {
  readonly kind: 'update' | 'decision' | 'origin';
  readonly text: string;
  /** The same at length. */
  readonly title: string;
  readonly rule: DecisionRule | null;
}

export interface PodFacts {
  readonly name: string;
  readonly tone: Tone;
  readonly status: string;
  /** E.g. `1/1`. */
  readonly ready: string;
  /** Without the registry, e.g. `nginx-slim:0.24`. */
  readonly image: string;
  readonly imageTag: string;
  /** The part of the revision's name that identifies it. */
  readonly hash: string;
  /** `= updateRevision` or `≠ updateRevision`; null if there is nothing to compare with. */
  readonly comparison: string | null;
  /** The same at length, with the reason. */
  readonly comparisonTitle: string | null;
  /** Name of its node, or that it has none yet. */
  readonly node: string;
  readonly ip: string | null;
  /** The beginning of its uid. */
  readonly uid: string;
  /** Likewise, of the Pod that it has just replaced. */
  readonly wasUid: string | null;
  /** The IP of the Pod that it has just replaced; null as well while it has no IP, or the same. */
  readonly wasIp: string | null;
  /** The Pod that it has just replaced. */
  readonly replaced: string | null;
  /** Its node does not report. */
  readonly silent: string | null;
  /** The number of restarts of its containers; null for none. */
  readonly restarts: string | null;
  readonly note: PodNote | null;
  /** E.g. `Pod web-1: Running, 1/1 containers ready`. */
  readonly label: string;
  /** E.g. `Running 1/1, 0.8`. */
  readonly summary: string;
}

export function podFacts(t: Translate, pod: PodModel, context: PodContext = {}): PodFacts {
  const { name, status, readyText, image, imageTag, restarts } = pod;
  const { comparison, replaced } = context;
  return {
    name,
    status,
    imageTag,
    tone: toneOf(pod),
    ready: readyText,
    image: imageParts(image)[1],
    hash: revisionHash(pod),
    comparison: comparison ? `${comparison.equal ? '=' : '≠'} updateRevision` : null,
    comparisonTitle: comparison ? comparisonText(t, comparison) : null,
    node: pod.node ?? t('pod.noNode'),
    ip: pod.ip,
    uid: pod.uid.slice(0, 4),
    wasUid: replaced ? replaced.uid.slice(0, 4) : null,
    wasIp: replaced?.ip && pod.ip && pod.ip !== replaced.ip ? replaced.ip : null,
    replaced: replaced ? t('pod.replaced', { uid: replaced.uid.slice(0, 8), ip: replaced.ip ?? 'none' }) : null,
    silent: pod.nodeSilent ? t('node.silent', { node: pod.node ?? '' }) : null,
    restarts: restarts > 0 ? t('pod.restarts', { count: restarts }) : null,
    note: noteOf(t, pod, context),
    label: t('pod.label', { name, status, ready: readyText }),
    summary: `${status} ${readyText}, ${imageTag}`,
  };
}

/** E.g. `5m`. @param now Virtual ms. */
export const ageText = ({ createdAt }: PodModel, now: number): string =>
  humanDuration(Math.max(0, Math.floor((now - createdAt) / 1000) * 1000));

/** The hash of a StatefulSet's revision, which begins with the set's name; of a Deployment's Pod, all of it. */
function revisionHash({ name, revision }: PodModel): string {
  const prefix = name.slice(0, name.lastIndexOf('-') + 1);
  return revision.startsWith(prefix) ? revision.slice(prefix.length) : revision;
}

/** How long a Pod in the place of another is news (virtual ms). */
const newsLasts = 15_000;

/** Returns the Pod that the Pod of a slot has replaced, if that was a moment ago. @param now Virtual ms. */
export const newsOf = ({ pod, replaced }: Pick<SlotModel, 'pod' | 'replaced'>, now: number): ReplacedPod | null =>
  pod !== null && now - pod.createdAt < newsLasts ? replaced : null;

/** E.g. `The label controller-revision-hash equals updateRevision: this Pod has the newest template.` */
function comparisonText(t: Translate, { equal, why, turn, position, partition }: RevisionComparison): string {
  const when = turn === null ? '' : turnText(t, turn);
  return t('pod.comparison', { equal: String(equal), why: why ?? 'none', turn: when, position, partition });
}

function noteOf(t: Translate, pod: PodModel, { decision, turn, origin }: PodContext): PodNote | null {
  if (pod.terminating) return null;
  if (turn) return plainNote('update', turnText(t, turn));
  if (origin) return plainNote('origin', originText(t, origin));
  if (decision?.verb !== 'keep' && decision?.verb !== 'wait') return null;
  const { rule } = decision;
  return { kind: 'decision', text: decisionLabel(t, decision), title: decisionSentence(t, decision), rule };
}

const plainNote = (kind: PodNote['kind'], text: string): PodNote => ({ kind, text, title: text, rule: null });

/** E.g. `will update`, `blocked by web-2`. */
const turnText = (t: Translate, { when, pod }: UpdateTurn): string => t('pod.update', { when, pod });

/** The reason for the revision of a Pod that was created during a rollout. */
export interface RevisionOrigin {
  readonly revision: 'current' | 'update';
  /** The ordinal, counted from the first one of the set. */
  readonly position: number;
  /** Null under OnDelete. */
  readonly partition: number | null;
}

const interned = interner<RevisionOrigin>();
const originOf = (revision: 'current' | 'update', position: number, partition: number | null): RevisionOrigin =>
  interned(`${revision} ${position} ${partition}`, () => ({ revision, position, partition }));

/**
 * Returns why the Pod of a slot came back with its revision; null if it was not re-created during this update, or all
 * Pods get the same revision.
 */
export function revisionOrigin(
  { pod, replaced, ordinal, desired }: SlotModel,
  { revisions, partition, startOrdinal, updateStrategy, updateSince }: StageModel,
): RevisionOrigin | null {
  // Timestamps of objects are whole seconds.
  if (pod === null || replaced === null || pod.createdAt < Math.floor(updateSince / 1000) * 1000) return null;
  const update = revisions.find((revision) => revision.update);
  if (!desired || update === undefined || update.current) return null;
  const position = ordinal - startOrdinal;
  const updated = pod.revision === update.name;
  if (updateStrategy === 'OnDelete') return updated ? originOf('update', position, null) : null;
  if (partition === 0 || updated !== position >= partition) return null;
  return originOf(updated ? 'update' : 'current', position, partition);
}

/** E.g. `old revision: 0 < partition 1`. */
const originText = (t: Translate, { revision, position, partition }: RevisionOrigin): string =>
  t('pod.origin', { revision: partition === null ? 'OnDelete' : revision, position, partition: partition ?? 0 });
