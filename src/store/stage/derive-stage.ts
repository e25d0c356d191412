/** API objects at one moment → what the stage shows. */
import type { ControllerRevision, ObjectView, Pod, StatefulSet } from '../../engine/index.ts';
import type { AbsenceReason, RevisionModel, SlotModel, StageModel } from '../stage-model.ts';
import { claimModel, claimsByOrdinal, mountedClaims, ordinalAfter } from './claims.ts';
import { batonOf, noDecisions, type SetDecisions, slotDecision } from './decisions.ts';
import { dnsModel, serviceModel } from './dns.ts';
import { podModel, revisionLabel } from './pod.ts';

/** Which set the stage shows. */
export interface SetKey {
  readonly namespace: string;
  readonly name: string;
}

/** What the objects of the moment do not say. */
export interface StageContext {
  readonly decisions?: SetDecisions;
  /** What was said last about each claim, by its uid: why one is not bound, in the storage's own words. */
  readonly claimMessages?: ReadonlyMap<string, string>;
  /** What is in the volumes into which something was written, by their names. */
  readonly volumeFiles?: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Stands in for the set while it does not exist: the one that is written in the editor, or the deleted one. */
  readonly standIn?: StatefulSet;
  /** The set existed once. */
  readonly deleted?: boolean;
  /** Names of all revisions of the set in order of their first appearance, those gone by now included. */
  readonly revisionNames?: readonly string[];
}

/** The same view and context give the same model. Cost grows with the number of Pods and claims of the namespace. */
export function stageModel(view: ObjectView, { namespace, name }: SetKey, context: StageContext = {}): StageModel {
  const { decisions = noDecisions, standIn, deleted = false } = context;
  const stored = view.get('statefulsets', name, namespace);
  const set = stored ?? standIn;
  const spec = set?.spec;
  const start = spec?.ordinals?.start ?? 0;
  const replicas = spec?.replicas ?? 0;
  const rolling = spec?.updateStrategy.type !== 'OnDelete';
  const partition = (rolling && spec?.updateStrategy.rollingUpdate?.partition) || 0;
  const retention = {
    whenScaled: spec?.persistentVolumeClaimRetentionPolicy.whenScaled ?? 'Retain',
    whenDeleted: spec?.persistentVolumeClaimRetentionPolicy.whenDeleted ?? 'Retain',
  };

  const podsOfNamespace = view.list('pods', { namespace });
  const pods = new Map<number, Pod>();
  for (const pod of podsOfNamespace) {
    const ordinal = ordinalAfter(`${name}-`, pod.metadata.name);
    if (ordinal !== null) pods.set(ordinal, pod);
  }
  const claims = claimsByOrdinal(
    name,
    spec?.volumeClaimTemplates ?? [],
    view.list('persistentvolumeclaims', { namespace }),
  );
  const service = spec?.serviceName ? view.get('services', spec.serviceName, namespace) : undefined;
  const revisions = revisionModels(view, { namespace, name }, stored, pods, context.revisionNames ?? []);
  const revisionIndex = new Map(revisions.map((revision) => [revision.name, revision.index]));
  const claimContext = {
    view,
    mounted: mountedClaims(podsOfNamespace),
    setExists: stored !== undefined,
    retention,
    filesOf: (volume: string) => context.volumeFiles?.get(volume) ?? {},
    lastMessage: (uid: string) => context.claimMessages?.get(uid) ?? null,
  };
  const updateRevision = stored?.status.updateRevision;

  function slot(ordinal: number): SlotModel {
    const podName = `${name}-${ordinal}`;
    const pod = pods.get(ordinal);
    const desired = ordinal >= start && ordinal < start + replicas;
    const inUpdateRange = desired && rolling && ordinal - start >= partition;
    const model = pod === undefined ? null : podModel(pod, view, (revision) => revisionIndex.get(revision) ?? 0);
    const current = model !== null && (!inUpdateRange || !updateRevision || model.revision === updateRevision);
    const settled = stored === undefined || (desired && current && model.ready && !model.terminating);
    return {
      ordinal,
      podName,
      dns: dnsModel(podName, namespace, spec?.serviceName, service, pod),
      pod: model,
      absence: model === null ? absence(desired) : null,
      decision: slotDecision(decisions, { podName, ordinal, settled, toCreate: desired && model === null }),
      claims: (claims.get(ordinal) ?? []).map((own) => claimModel(own, desired, claimContext)),
      desired,
      inUpdateRange,
    };
  }

  function absence(desired: boolean): AbsenceReason {
    if (stored === undefined) return deleted ? 'SetDeleted' : 'NotApplied';
    return desired ? 'NotCreatedYet' : 'ScaledDown';
  }

  const wanted = Array.from({ length: replicas }, (_, i) => start + i);
  const ordinals = [...new Set([...wanted, ...pods.keys(), ...claims.keys()])].sort((a, b) => a - b);
  return {
    namespace,
    setName: name,
    setExists: stored !== undefined,
    terminating: stored?.metadata.deletionTimestamp !== undefined,
    replicas,
    startOrdinal: start,
    podManagementPolicy: spec?.podManagementPolicy ?? 'OrderedReady',
    updateStrategy: spec?.updateStrategy.type ?? 'RollingUpdate',
    partition,
    image: spec?.template.spec.containers[0]?.image ?? '',
    retention,
    service: serviceModel(spec?.serviceName, service, podsOfNamespace),
    slots: ordinals.map(slot),
    revisions,
    status: { ...stored?.status },
    baton: stored === undefined ? null : batonOf(decisions),
  };
}

/** The set's revisions, oldest number first. */
function revisionModels(
  view: ObjectView,
  key: SetKey,
  set: StatefulSet | undefined,
  pods: ReadonlyMap<number, Pod>,
  seen: readonly string[],
): RevisionModel[] {
  const own = view
    .list('controllerrevisions', { namespace: key.namespace })
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some((owner) => owner.kind === 'StatefulSet' && owner.name === key.name),
    )
    .sort((a, b) => a.revision - b.revision);
  const order = [...new Set([...seen, ...own.map((revision) => revision.metadata.name)])];
  const podNames = new Map<string, string[]>();
  for (const [, pod] of [...pods].sort(([a], [b]) => a - b)) {
    const revision = pod.metadata.labels?.[revisionLabel] ?? '';
    const names = podNames.get(revision);
    if (names === undefined) podNames.set(revision, [pod.metadata.name]);
    else names.push(pod.metadata.name);
  }
  return own.map((revision) => ({
    name: revision.metadata.name,
    hash: revision.metadata.name.slice(key.name.length + 1),
    revision: revision.revision,
    index: order.indexOf(revision.metadata.name),
    image: imageOf(revision),
    current: set?.status.currentRevision === revision.metadata.name,
    update: set?.status.updateRevision === revision.metadata.name,
    podNames: podNames.get(revision.metadata.name) ?? [],
  }));
}

function imageOf({ data }: ControllerRevision): string {
  const recorded = data as { spec?: { template?: { spec?: { containers?: { image?: string }[] } } } };
  return recorded.spec?.template?.spec?.containers?.[0]?.image ?? '';
}
