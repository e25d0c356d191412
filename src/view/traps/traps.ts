/** Finds traps: situations that a StatefulSet does not leave by itself, with the evidence and the fix. */
import type { DecisionRule, Manifest, ObjectView, Pod, StatefulSet } from '../../engine/index.ts';
import type { ClaimModel, PodModel, SlotModel, StageModel } from '../stage-model.ts';
import { policyPatch } from '../policies.ts';
import { imageParts } from '../words/image-parts.ts';
import { isFailing } from '../pod/tone.ts';
import { changedFields } from './immutable-fields.ts';
import { readyDeadline } from './ready-deadline.ts';

export type TrapKind =
  /** A Pod that cannot become Ready blocks the rollout; the template has been repaired, the Pod has not. */
  | 'StuckRollout'
  /** A Pod of the new revision cannot become Ready: the template itself is at fault. */
  | 'BrokenUpdate'
  /** The canary runs well, and the partition keeps the others at the old revision. */
  | 'PartitionLeft'
  | 'ServiceMissing'
  | 'ServiceNotHeadless'
  | 'ServiceSelectsOthers'
  /** A claim waits for a volume that will not come. */
  | 'ClaimUnbound'
  /** The node of a Pod is unreachable. */
  | 'LostNode'
  /** A field was changed that is immutable in an existing set. */
  | 'ImmutableField'
  /** OnDelete was asked for together with the settings of a rolling update. */
  | 'StrategyRefused';

export interface Trap {
  readonly kind: TrapKind;
  /** For the sentence, e.g. the Pod, its status, the message of the storage. `none` stands for an unknown value. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** Commands of the fix, to be run in order; if more must be done, the sentence says so. */
  readonly command: string;
}

/** The rule that explains each trap: one of the controller, or one around it. */
export const trapRules = {
  StuckRollout: 'WaitForReady',
  BrokenUpdate: 'WaitForUpdatedPod',
  PartitionLeft: 'PartitionKeepsPod',
  ServiceMissing: 'GoverningService',
  ServiceNotHeadless: 'GoverningService',
  ServiceSelectsOthers: 'GoverningService',
  ClaimUnbound: 'ClaimBinding',
  LostNode: 'LostNode',
  ImmutableField: 'ImmutableFields',
  StrategyRefused: 'OnDeleteKeepsPod',
} as const satisfies Readonly<Record<TrapKind, DecisionRule | string>>;

/** Evidence that the stage does not show. */
export interface TrapEvidence {
  readonly view: ObjectView;
  /** Virtual ms. */
  readonly now: number;
  /** Messages of the API server when it last refused a request. */
  readonly refusals?: readonly string[];
  /** The objects in the editor. */
  readonly written?: readonly Manifest[];
}

interface Case extends TrapEvidence {
  readonly stage: StageModel;
  readonly set: StatefulSet;
  /** `-n …`, where the set is not in the default namespace. */
  readonly flag: string;
}

/** Returns the traps of a set, the one to fix first at the beginning. */
export function trapsOf(stage: StageModel, evidence: TrapEvidence): readonly Trap[] {
  const set = evidence.view.get('statefulsets', stage.setName, stage.namespace);
  const flag = stage.namespace === 'default' ? '' : ` -n ${stage.namespace}`;
  if (set === undefined) return strategy({ ...evidence, stage, set, flag });
  const found: Case = { ...evidence, stage, set, flag };
  return [
    ...lostNodes(found),
    ...immutable(found),
    ...strategy(found),
    ...stuck(found),
    ...claims(found),
    ...service(found),
    ...partition(found),
  ];
}

const isStuck = ({ view, stage, now }: Case, pod: PodModel): boolean =>
  !pod.terminating &&
  !pod.ready &&
  !pod.nodeSilent &&
  // A Pod that has ended is replaced by the controller.
  pod.phase !== 'Failed' &&
  (isFailing(pod) || now >= (readyDeadline(pod) ?? Infinity) || hasFailed(view.get('pods', pod.name, stage.namespace)));

/** Returns true if a container was restarted after a failure and is not ready: it will probably fail again. */
function hasFailed(pod: Pod | undefined): boolean {
  const { initContainerStatuses = [], containerStatuses = [] } = pod?.status ?? {};
  return [...initContainerStatuses, ...containerStatuses].some(
    ({ ready, state, lastState }) => !ready && state?.running && (lastState?.terminated?.exitCode ?? 0) !== 0,
  );
}

function stuck(found: Case): Trap[] {
  const { stage, flag } = found;
  const { unsettled, revisions, podManagementPolicy, updateStrategy } = stage;
  const update = revisions.find((revision) => revision.update)?.name;
  const ordered = podManagementPolicy === 'OrderedReady' && updateStrategy === 'RollingUpdate';
  const candidates = unsettled.filter(({ pod, inUpdateRange }) => inUpdateRange && pod !== null && isStuck(found, pod));
  // In order, the first Pod holds up the others; otherwise a Pod of the new revision does.
  const slot = (ordered ? undefined : candidates.find(({ pod }) => pod?.revision === update)) ?? candidates[0];
  if (!slot?.pod) return [];
  const { name, status, revision, image, readyText } = slot.pod;
  const facts = { pod: name, status: `${status} ${readyText}`, image: imageParts(image)[1] };
  const remove = `kubectl delete pod ${name}${flag}`;
  if (revision === update) {
    const undo = revisions.length > 1;
    const command = !undo
      ? `kubectl describe pod ${name}${flag}`
      : `kubectl rollout undo statefulset/${stage.setName}${flag}${ordered ? ` && ${remove}` : ''}`;
    return [{ kind: 'BrokenUpdate', facts: { ...facts, ordered: String(ordered) }, command }];
  }
  // Parallel replaces the Pod by itself, and OnDelete never does.
  return ordered ? [{ kind: 'StuckRollout', facts, command: remove }] : [];
}

function partition({ stage, flag }: Case): Trap[] {
  const { slots, revisions, partition, setName, updateStrategy } = stage;
  const update = revisions.find((revision) => revision.update);
  if (updateStrategy !== 'RollingUpdate' || partition === 0 || update === undefined || update.current) return [];
  const updated = slots.filter((slot) => slot.inUpdateRange);
  const kept = slots.filter((slot) => slot.desired && !slot.inUpdateRange);
  if (kept.length === 0 || !updated.every(({ pod }) => pod?.ready && pod.revision === update.name)) return [];
  return [
    {
      kind: 'PartitionLeft',
      facts: { partition, kept: namesOf(kept), count: kept.length },
      command: `kubectl patch statefulset ${setName}${flag} -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'`,
    },
  ];
}

/** Returns the names; of many, the first and the last. */
function namesOf(slots: readonly SlotModel[]): string {
  const names = slots.map((slot) => slot.podName);
  return names.length > 4 ? `${names[0]} … ${names.at(-1)}` : names.join(', ');
}

function service({ stage, set, flag }: Case): Trap[] {
  const { service, slots } = stage;
  if (service === null) return [];
  const { name } = service;
  const labels = { ...set.spec.template.metadata?.labels, ...set.spec.selector.matchLabels };
  const create = `kubectl create service clusterip ${name}${flag} --clusterip=None${selecting(name, flag, { app: name }, labels)}`;
  const pod = slots[0]?.podName ?? '';
  if (!service.exists) return [{ kind: 'ServiceMissing', facts: { service: name, pod }, command: create }];
  if (!service.headless) {
    const command = `kubectl delete service ${name}${flag} && ${create}`;
    return [{ kind: 'ServiceNotHeadless', facts: { service: name, ip: service.clusterIP ?? '' }, command }];
  }
  const missed = stage.unsettled.find((slot) => slot.dns.verdict === 'ServiceSelectsOthers');
  if (missed === undefined) return [];
  const command = selecting(name, flag, service.selector, set.spec.selector.matchLabels ?? labels).replace(' && ', '');
  const facts = { service: name, selector: labelText(service.selector) || 'none', pod: missed.podName };
  return [{ kind: 'ServiceSelectsOthers', facts: { ...facts, labels: labelText(labels) }, command }];
}

type Labels = Readonly<Record<string, string>>;

const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/**
 * Returns the command that makes a Service with the selector `from` select Pods with `labels`; none if it already does.
 */
function selecting(name: string, flag: string, from: Labels, labels: Labels): string {
  const wrong = Object.entries(from).filter(([key, value]) => labels[key] !== value);
  if (wrong.length === 0 && Object.keys(from).length > 0) return '';
  const gone = Object.fromEntries(wrong.map(([key]) => [key, null]));
  return ` && kubectl patch service ${name}${flag} -p '${JSON.stringify({ spec: { selector: { ...gone, ...labels } } })}'`;
}

/** Returns true if the storage reports that the claim will never be bound. */
const isLost = ({ phase, pendingReason }: ClaimModel): boolean =>
  phase === 'Pending' && /not found|no storage class is set|no volume plugin matched/.test(pendingReason ?? '');

function claims({ stage, flag }: Case): Trap[] {
  const claim = stage.unsettled.flatMap((slot) => slot.claims).find(isLost);
  if (claim === undefined) return [];
  const facts = { claim: claim.name, message: claim.pendingReason ?? '', storageClass: claim.storageClass ?? 'none' };
  return [
    { kind: 'ClaimUnbound', facts, command: `kubectl get storageclass && kubectl describe pvc ${claim.name}${flag}` },
  ];
}

function lostNodes({ stage, flag }: Case): Trap[] {
  const silent = stage.unsettled.filter(({ pod }) => pod?.nodeSilent);
  const lost = silent.find(({ pod }) => pod?.terminating) ?? silent[0];
  if (!lost?.pod) return [];
  const { terminating, node } = lost.pod;
  const command = terminating
    ? `kubectl delete pod ${lost.podName}${flag} --force --grace-period=0`
    : `kubectl describe node ${node ?? ''}`;
  return [
    { kind: 'LostNode', facts: { pod: lost.podName, node: node ?? '', terminating: String(terminating) }, command },
  ];
}

type Refused = Omit<Case, 'set'> & { readonly set: StatefulSet | undefined };

/** Returns true if the API server has refused a request about this set for the given reason. */
function refusedFor(reason: string, { stage, refusals = [] }: Pick<Refused, 'stage' | 'refusals'>): boolean {
  const said = refusals.join('\n');
  const names = [...said.matchAll(/StatefulSet "([^"]*)"/g)].map(([, name]) => name);
  return said.includes(reason) && (names.length === 0 || names.includes(stage.setName));
}

/** A patch keeps the `rollingUpdate` that is there, and the API server refuses it together with OnDelete. */
function strategy(found: Refused): Trap[] {
  if (!refusedFor("only allowed for updateStrategy 'RollingUpdate'", found)) return [];
  const { stage, set, written = [], flag } = found;
  const { setName, namespace } = stage;
  const own = written.find(
    ({ kind, metadata }) =>
      kind === 'StatefulSet' && metadata?.name === setName && (metadata.namespace ?? 'default') === namespace,
  );
  const { type, rollingUpdate } = writtenStrategy(own);
  const both = type === 'OnDelete' && Boolean(rollingUpdate);
  const live = set?.spec.updateStrategy.type;
  const way = live === 'RollingUpdate' ? 'patch' : both ? 'manifest' : 'back';
  if (live === undefined && way === 'back') return [];
  const patch = (to: string) =>
    `kubectl patch statefulset ${setName}${flag} --type merge -p '${policyPatch('updateStrategy', to)}'`;
  const apply = 'kubectl apply -f manifest.yaml';
  const commands = {
    patch: type === 'OnDelete' ? `${patch('OnDelete')} && ${apply}` : patch('OnDelete'),
    manifest: apply,
    back: patch('RollingUpdate'),
  };
  return [{ kind: 'StrategyRefused', facts: { set: setName, way, both: String(both) }, command: commands[way] }];
}

/** Returns the update strategy in a manifest. */
function writtenStrategy(manifest: Manifest | undefined) {
  const { updateStrategy } = (manifest?.spec ?? {}) as { readonly updateStrategy?: unknown };
  return (updateStrategy ?? {}) as { readonly type?: unknown; readonly rollingUpdate?: unknown };
}

function immutable(found: Case): Trap[] {
  if (!refusedFor('updates to statefulset spec for fields other than', found)) return [];
  const { set, written = [], flag } = found;
  const { setName } = found.stage;
  const own = written.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata?.name === setName);
  const fields = own === undefined ? [] : changedFields(set, own);
  return [
    {
      kind: 'ImmutableField',
      facts: { set: setName, fields: fields.join(', ') || 'none' },
      command: `kubectl delete statefulset ${setName}${flag} --cascade=orphan && kubectl apply -f manifest.yaml`,
    },
  ];
}
