/** Derives what the stage shows from the API objects of one moment. */
import { clusterCapacity, type Service, type StatefulSet, type StatefulSetSpec } from '../../engine/index.ts';
import type { AbsenceReason, PodModel, RevisionModel, ServiceModel, SlotModel, StageModel } from '../stage-model.ts';
import { PersistentMap } from '../persistent-map.ts';
import { shareStructure } from '../share-structure.ts';
import type { Snapshot } from '../snapshot.ts';
import { claimModel, retentionOf } from './claims.ts';
import { lastDecisionOf, noDecisions, type SetDecisions, slotDecision } from './decisions.ts';
import { answerOf, dnsModel, serviceModel } from './dns.ts';
import { slotIndex } from './find-slot.ts';
import { merge } from './merge.ts';
import { podModel, silentNodes } from './pod.ts';
import type { GonePods } from './replaced.ts';
import { type Revision, revisionsOf } from './revisions.ts';
import { type SlotSources, SlotWatch, type Touched, type VolumeFiles } from './touched.ts';

/** The set that the stage shows. */
export interface SetKey {
  readonly namespace: string;
  readonly name: string;
}

/** Context that the objects of the moment do not contain. */
export interface StageContext {
  readonly decisions?: SetDecisions;
  /** Since when the set has its update revision (virtual ms). */
  readonly updateSince?: number | undefined;
  readonly gonePods?: GonePods;
  /** Last message about each claim, by its uid: why one is not bound, in the storage's own words. */
  readonly claimMessages?: PersistentMap<string>;
  /** Written files of the volumes, by their names. */
  readonly volumeFiles?: VolumeFiles;
  /** Stands in for the set while it does not exist: the one that is written in the editor, or the deleted one. */
  readonly standIn?: StatefulSet;
  /** True if the set existed and was deleted. */
  readonly deleted?: boolean;
  /** Names of all revisions of the set in order of their first appearance, those gone by now included. */
  readonly revisionNames?: readonly string[];
  /** Those of the other compared branch. */
  readonly revisionNamesBeside?: readonly string[];
}

/** The same view and context give the same model. Cost grows with the number of Pods and claims. */
export function stageModel(view: Snapshot, key: SetKey, context: StageContext = {}): StageModel {
  return new StageDerivation().derive(view, key, context);
}

/** Inputs that every slot of a set depends on. */
interface Common {
  readonly spec: StatefulSetSpec | undefined;
  readonly exists: boolean;
  readonly deleted: boolean;
  readonly service: Service | undefined;
  readonly updateRevision: string | undefined;
  /** Colour of each revision, by its name. */
  readonly revisionIndex: Readonly<Record<string, number>>;
  readonly silent: ReadonlySet<string>;
}

const none = PersistentMap.empty;
const nobody: ReadonlySet<string> = new Set();

/** The most slots that are shown of a set that is not applied yet. */
const maxDraftSlots = 100;

/**
 * Derives one moment after the other. Unchanged parts keep their identity and are not read again: the cost grows with
 * the changes. The result for a moment does not depend on the moments before.
 */
export class StageDerivation {
  #key: SetKey | undefined;
  #templates: StatefulSetSpec['volumeClaimTemplates'] = [];
  #watch = new SlotWatch('', '', []);
  #common: Common | undefined;
  #view: Snapshot | undefined;
  #model: StageModel | undefined;
  /** How many Pods have each revision, by its name. */
  readonly #pods = new Map<string, number>();

  derive(view: Snapshot, key: SetKey, context: StageContext = {}): StageModel {
    const { decisions = noDecisions, gonePods = none, claimMessages = none, volumeFiles = none } = context;
    const moment: SlotSources = { view, decisions, gonePods, claimMessages, volumeFiles };
    const stored = view.get('statefulsets', key.name, key.namespace);
    const spec = (stored ?? context.standIn)?.spec;
    this.#begin(key, spec?.volumeClaimTemplates ?? []);
    const before = this.#model;
    const revisions = revisionsOf(view, key, stored, context.revisionNames ?? [], context.revisionNamesBeside);
    const common = this.#commonOf(view, key, stored, spec, revisions, context.deleted);
    const touched = this.#watch.advance(moment);
    const everything = common !== this.#common;
    this.#common = common;
    this.#view = view;

    const { slots, unsettled } = this.#slots(everything, touched, moment);
    const { replicas = 0, updateStrategy, ordinals, podManagementPolicy, template } = spec ?? {};
    const model: StageModel = {
      namespace: key.namespace,
      setName: key.name,
      setExists: stored !== undefined,
      terminating: stored?.metadata.deletionTimestamp !== undefined,
      observed: stored?.status.observedGeneration === stored?.metadata.generation,
      replicas,
      startOrdinal: ordinals?.start ?? 0,
      podManagementPolicy: podManagementPolicy ?? 'OrderedReady',
      updateStrategy: updateStrategy?.type ?? 'RollingUpdate',
      partition: partitionOf(spec),
      image: template?.spec.containers[0]?.image ?? '',
      retention: shareStructure(before?.retention, retentionOf(spec)),
      service: this.#service(everything, touched),
      slots,
      unsettled,
      revisions: shareStructure(
        before?.revisions,
        revisions.map((revision): RevisionModel => ({ ...revision, pods: this.#pods.get(revision.name) ?? 0 })),
      ),
      status: shareStructure(before?.status, { ...stored?.status }),
      updateSince: (stored && context.updateSince) ?? 0,
      lastDecision: shareStructure(before?.lastDecision, stored === undefined ? null : lastDecisionOf(decisions)),
    };
    return (this.#model = before !== undefined && sameFields(before, model) ? before : model);
  }

  /** Starts over for another set, or other claim templates. */
  #begin(key: SetKey, templates: StatefulSetSpec['volumeClaimTemplates']): void {
    const known = this.#key?.name === key.name && this.#key.namespace === key.namespace;
    if (known && shareStructure(this.#templates, templates) === this.#templates) return;
    this.#key = key;
    this.#templates = templates;
    const names = (templates ?? []).map(({ metadata }) => metadata.name);
    this.#watch = new SlotWatch(key.namespace, key.name, names);
    this.#common = this.#view = this.#model = undefined;
    this.#pods.clear();
  }

  /** Returns the same object as before when nothing has changed. */
  #commonOf(
    view: Snapshot,
    key: SetKey,
    stored: StatefulSet | undefined,
    spec: StatefulSetSpec | undefined,
    revisions: readonly Revision[],
    deleted = false,
  ): Common {
    const before = this.#common;
    const common: Common = {
      spec,
      exists: stored !== undefined,
      deleted,
      service: spec?.serviceName ? view.get('services', spec.serviceName, key.namespace) : undefined,
      updateRevision: stored?.status.updateRevision,
      revisionIndex: shareStructure(
        before?.revisionIndex,
        Object.fromEntries(revisions.map((revision) => [revision.name, revision.index])),
      ),
      silent: this.#view?.shares('nodes', view) ? before!.silent : silentNodes(view, before?.silent ?? nobody),
    };
    return before !== undefined && sameFields(before, common) ? before : common;
  }

  #slots(everything: boolean, touched: Touched, moment: SlotSources): Pick<StageModel, 'slots' | 'unsettled'> {
    const { slots: before, unsettled } = this.#model ?? { slots: [], unsettled: [] };
    const ordinals = new Set(touched.ordinals);
    if (touched.blocker) {
      for (const { absence, ordinal } of unsettled) if (absence === 'NotCreatedYet') ordinals.add(ordinal);
    }
    if (everything) {
      const { spec, exists, deleted } = this.#common!;
      const start = spec?.ordinals?.start ?? 0;
      // More Pods than the cluster holds will never be created.
      const wanted = Math.min(spec?.replicas ?? 0, exists || deleted ? clusterCapacity.pods : maxDraftSlots);
      for (let i = 0; i < wanted; i++) ordinals.add(start + i);
      for (const { ordinal } of before) ordinals.add(ordinal);
    }
    if (ordinals.size === 0) return { slots: before, unsettled };
    const changes = new Map<number, SlotModel | null>();
    const troubles = new Map<number, SlotModel | null>();
    for (const ordinal of ordinals) {
      const known = before[slotIndex(before, ordinal)];
      const derived = this.#slot(ordinal, moment);
      const slot = derived && shareStructure(known, derived);
      changes.set(ordinal, slot);
      troubles.set(ordinal, slot && isUnsettled(slot) ? slot : null);
      this.#count(known?.pod, -1);
      this.#count(slot?.pod, 1);
    }
    return { slots: merge(before, ordinalOf, changes), unsettled: merge(unsettled, ordinalOf, troubles) };
  }

  #count(pod: PodModel | null | undefined, by: number): void {
    if (pod) this.#pods.set(pod.revision, (this.#pods.get(pod.revision) ?? 0) + by);
  }

  /** Returns null if the ordinal is not within the set's replicas and has neither Pod nor claim. */
  #slot(ordinal: number, { view, decisions, gonePods, claimMessages, volumeFiles }: SlotSources): SlotModel | null {
    const { namespace, name } = this.#key!;
    const { spec, exists, deleted, service, updateRevision, revisionIndex, silent } = this.#common!;
    const position = ordinal - (spec?.ordinals?.start ?? 0);
    const desired = position >= 0 && position < (spec?.replicas ?? 0);
    const podName = `${name}-${ordinal}`;
    const pod = view.get('pods', podName, namespace);
    const claims = (this.#templates ?? []).flatMap(({ metadata: { name: template } }) => {
      const claim = view.get('persistentvolumeclaims', `${template}-${podName}`, namespace);
      return claim === undefined ? [] : { claim, template };
    });
    if (!desired && pod === undefined && claims.length === 0) return null;

    const rolling = spec?.updateStrategy.type !== 'OnDelete';
    const inUpdateRange = desired && rolling && position >= partitionOf(spec);
    const model = pod === undefined ? null : podModel(pod, silent, (revision) => revisionIndex[revision] ?? 0);
    const current = model !== null && (!inUpdateRange || !updateRevision || model.revision === updateRevision);
    const settled = !exists || (desired && current && model.ready && !model.terminating);
    const absence: AbsenceReason = exists
      ? desired
        ? 'NotCreatedYet'
        : 'ScaledDown'
      : deleted
        ? 'SetDeleted'
        : 'NotApplied';
    const context = {
      view,
      isMounted: (claim: string) => this.#watch.isMounted(claim),
      setExists: exists,
      retention: retentionOf(spec),
      filesOf: (volume: string) => volumeFiles.get(volume) ?? {},
      lastMessage: (uid: string) => claimMessages.get(uid) ?? null,
    };
    return {
      ordinal,
      podName,
      dns: dnsModel(podName, namespace, spec?.serviceName, service, pod),
      pod: model,
      replaced: (model && gonePods.get(`${namespace}/${podName}`)) ?? null,
      absence: model === null ? absence : null,
      decision: slotDecision(decisions, { podName, ordinal, settled, toCreate: desired && model === null }),
      claims: claims.map((own) => claimModel(own, desired, context)),
      desired,
      inUpdateRange,
    };
  }

  #service(everything: boolean, { pods }: Touched): ServiceModel | null {
    const before = this.#model?.service;
    const { spec, service } = this.#common!;
    if (!spec?.serviceName) return null;
    const known = everything ? [] : (before?.answers ?? []);
    const asked = everything
      ? this.#view!.list('pods', { namespace: this.#key!.namespace }).map((pod) => [pod.metadata.name, pod] as const)
      : pods;
    const changes = new Map([...asked].map(([name, pod]) => [name, pod && answerOf(service, pod)]));
    const answers = merge(known, ({ pod }) => pod, changes);
    if (before && !everything && answers === before.answers) return before;
    return shareStructure(before, serviceModel(spec.serviceName, service, answers));
  }
}

const ordinalOf = ({ ordinal }: SlotModel): number => ordinal;

const isUnsettled = ({ pod, dns, claims }: SlotModel): boolean =>
  pod === null ||
  !pod.ready ||
  pod.terminating ||
  pod.nodeSilent ||
  dns.verdict === 'ServiceSelectsOthers' ||
  claims.some(({ phase }) => phase !== 'Bound');

const partitionOf = (spec: StatefulSetSpec | undefined): number =>
  (spec?.updateStrategy.type !== 'OnDelete' && spec?.updateStrategy.rollingUpdate?.partition) || 0;

/** Reports if each field is the same value or the same object. */
function sameFields<T extends object>(a: T, b: T): boolean {
  return (Object.keys(b) as (keyof T)[]).every((field) => Object.is(a[field], b[field]));
}
