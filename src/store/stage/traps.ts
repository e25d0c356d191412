/** States that people get into with a StatefulSet and do not get out of by waiting: with the evidence and the way out. */
import type { StageModel } from '../stage-model.ts';

export interface Trap {
  readonly kind:
    /** A Pod that cannot become Ready holds the rollout up; the template has been repaired, the Pod has not. */
    | 'StuckRollout'
    /** A Pod of the new revision cannot become Ready: the template itself is at fault. */
    | 'BrokenUpdate'
    /** The canary runs well, and the partition keeps the others at the old revision. */
    | 'PartitionLeft'
    | 'ServiceNotHeadless'
    | 'ServiceSelectsOthers'
    /** A claim waits for what does not come. */
    | 'ClaimUnbound'
    /** The set's Pods cannot be told from those on a node that is out of reach. */
    | 'LostNode'
    /** A field was changed that a living set does not let go of. */
    | 'ImmutableField';
  /** For the sentence, e.g. the Pod, its status, the message of the storage. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** The kubectl command that helps; absent where the manifest is to be changed. */
  readonly command?: string;
}

const failing = /BackOff|Err|Error|Invalid|OOMKilled/;

/** The traps that a set is in, the one to get out of first at the beginning. */
export function trapsOf(stage: StageModel, refusals: readonly string[] = []): readonly Trap[] {
  if (!stage.setExists) return [];
  const flag = stage.namespace === 'default' ? '' : ` -n ${stage.namespace}`;
  return [
    ...lostNodes(stage, flag),
    ...stuck(stage, flag),
    ...claims(stage, flag),
    ...service(stage, flag),
    ...partition(stage, flag),
    ...immutable(stage, refusals, flag),
  ];
}

function stuck({ slots, revisions, podManagementPolicy, updateStrategy }: StageModel, flag: string): Trap[] {
  const update = revisions.find((revision) => revision.update)?.name;
  const slot = slots.find(({ pod }) => pod !== null && !pod.terminating && !pod.ready && failing.test(pod.status));
  if (!slot?.pod || revisions.length < 2) return [];
  const { name, status, revision, image } = slot.pod;
  const facts = { pod: name, status, image };
  if (revision === update) return slot.inUpdateRange ? [{ kind: 'BrokenUpdate', facts }] : [];
  // Parallel and OnDelete have other ways: the one replaces it by itself, the other never does.
  if (podManagementPolicy !== 'OrderedReady' || updateStrategy !== 'RollingUpdate' || !slot.inUpdateRange) return [];
  return [{ kind: 'StuckRollout', facts, command: `kubectl delete pod ${name}${flag}` }];
}

function partition({ slots, revisions, partition, setName, updateStrategy }: StageModel, flag: string): Trap[] {
  const update = revisions.find((revision) => revision.update);
  if (updateStrategy !== 'RollingUpdate' || partition === 0 || update === undefined || update.current) return [];
  const updated = slots.filter((slot) => slot.inUpdateRange);
  const kept = slots.filter((slot) => slot.desired && !slot.inUpdateRange);
  if (kept.length === 0 || !updated.every(({ pod }) => pod?.ready && pod.revision === update.name)) return [];
  return [
    {
      kind: 'PartitionLeft',
      facts: { partition, kept: kept.map((slot) => slot.podName).join(', '), count: kept.length },
      command: `kubectl patch statefulset ${setName}${flag} -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'`,
    },
  ];
}

function service({ service, slots }: StageModel, flag: string): Trap[] {
  if (service === null || !service.exists) return []; // that it is missing is said where it should be
  const { name } = service;
  if (!service.headless) {
    const command = `kubectl delete service ${name}${flag}`;
    return [{ kind: 'ServiceNotHeadless', facts: { service: name, ip: service.clusterIP ?? '' }, command }];
  }
  const missed = slots.find((slot) => slot.dns.verdict === 'ServiceSelectsOthers');
  if (missed === undefined) return [];
  const selector = Object.entries(service.selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const command = `kubectl get pods --show-labels${flag}`;
  return [{ kind: 'ServiceSelectsOthers', facts: { service: name, selector, pod: missed.podName }, command }];
}

function claims({ slots }: StageModel, flag: string): Trap[] {
  const claim = slots
    .flatMap((slot) => slot.claims)
    .find(({ phase, pendingReason }) => phase === 'Pending' && /not found/.test(pendingReason ?? ''));
  if (claim === undefined) return [];
  const facts = { claim: claim.name, message: claim.pendingReason ?? '' };
  return [{ kind: 'ClaimUnbound', facts, command: `kubectl describe pvc ${claim.name}${flag}` }];
}

function lostNodes({ slots }: StageModel, flag: string): Trap[] {
  const lost = slots.find(({ pod }) => pod?.terminating && pod.nodeSilent);
  if (!lost?.pod) return [];
  const command = `kubectl delete pod ${lost.podName}${flag} --force --grace-period=0`;
  return [{ kind: 'LostNode', facts: { pod: lost.podName, node: lost.pod.node ?? '' }, command }];
}

function immutable({ setName }: StageModel, refusals: readonly string[], flag: string): Trap[] {
  const refused = refusals.some((message) => message.includes('updates to statefulset spec for fields other than'));
  if (!refused) return [];
  return [
    {
      kind: 'ImmutableField',
      facts: { set: setName },
      command: `kubectl delete statefulset ${setName}${flag} --cascade=orphan`,
    },
  ];
}
