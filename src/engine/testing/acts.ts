/** Actions of people and failures in a cluster with one set `web`, in a form that fast-check can generate. */
import fc from 'fast-check';
import { type Cluster, createCluster, type Manifest, StatusError } from '../index.ts';
import { image, newHeadlessService, newStatefulSet } from './builders.ts';
import { cordon } from './drain.ts';
import { watchInvariants } from './invariants.ts';

const namespace = 'default';
const actor = { name: 'user', reason: 'test' };
const maxReplicas = 5;

const ordinal = fc.integer({ min: 0, max: maxReplicas - 1 });
const retention = fc.constantFrom('Retain', 'Delete');
const nodeIndex = fc.integer({ min: 0, max: 2 });
const kind = <K extends string, F extends object>(
  name: K,
  fields: { [P in keyof F]: fc.Arbitrary<F[P]> },
): fc.Arbitrary<F & { readonly do: K }> => fc.record<F>(fields).map((values) => ({ ...values, do: name }));

/** The fields that may be changed in a set that exists. */
const changes = fc.oneof(
  { weight: 3, arbitrary: kind('scale', { replicas: fc.integer({ min: 0, max: maxReplicas }) }) },
  { weight: 3, arbitrary: kind('image', { tag: fc.constantFrom('1', '2', '3', 'broken', 'crash', 'noready') }) },
  kind('partition', { partition: fc.integer({ min: 0, max: 6 }) }),
  kind('strategy', { type: fc.constantFrom('RollingUpdate', 'OnDelete') }),
  kind('retention', { whenDeleted: retention, whenScaled: retention }),
  kind('minReadySeconds', { seconds: fc.constantFrom(0, 7) }),
  kind('revisionHistoryLimit', { limit: fc.integer({ min: 0, max: 3 }) }),
  kind('start', { start: fc.integer({ min: 0, max: 2 }) }),
);
const removals = fc.oneof(
  { weight: 3, arbitrary: kind('deletePod', { ordinal, force: fc.boolean() }) },
  kind('deleteClaim', { ordinal }),
  kind('deleteSet', { propagationPolicy: fc.constantFrom('Background', 'Foreground', 'Orphan') }),
  kind('createSet', { replicas: fc.integer({ min: 0, max: maxReplicas }), tag: fc.constantFrom('1', '2') }),
  kind('orphanPod', { ordinal }),
  kind('relabelPod', { ordinal, app: fc.constantFrom('nginx', 'other') }),
);
const misfortunes = fc.oneof(
  kind('cutNode', { node: nodeIndex }),
  kind('restoreNode', { node: nodeIndex }),
  kind('cordon', { node: nodeIndex, on: fc.boolean() }),
  kind('finishPod', { ordinal, phase: fc.constantFrom('Failed', 'Succeeded') }),
  kind('setPodReady', { ordinal, ready: fc.boolean() }),
);
const time = fc.oneof(
  { weight: 3, arbitrary: kind('step', { tasks: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: kind('pass', { ms: fc.integer({ min: 0, max: 20_000 }) }) },
  kind('settle', {}),
);

export const act = fc.oneof(
  { weight: 4, arbitrary: changes },
  { weight: 3, arbitrary: removals },
  { weight: 2, arbitrary: misfortunes },
  { weight: 5, arbitrary: time },
);
export type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

export interface RandomSession {
  readonly seed: number;
  readonly policy: 'OrderedReady' | 'Parallel';
  readonly gate: boolean;
  readonly claims: boolean;
  readonly acts: readonly Act[];
}
export const sessions = (maxLength: number): fc.Arbitrary<RandomSession> =>
  fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    policy: fc.constantFrom('OrderedReady', 'Parallel'),
    gate: fc.boolean(),
    claims: fc.boolean(),
    acts: fc.array(act, { maxLength }),
  });

const newSet = ({ policy, claims }: RandomSession, replicas: number, tag: string): Manifest =>
  newStatefulSet({ tag, claims, spec: { podManagementPolicy: policy, replicas } });

/** A refused request is an input like any other; what else is thrown is a finding. */
function ask(request: () => unknown): void {
  try {
    request();
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
  }
}

function perform(cluster: Cluster, session: RandomSession, a: Act): void {
  const { api, faults } = cluster;
  const patchSet = (spec: object): void =>
    void api.patch('statefulsets', 'web', namespace, 'strategic', { spec }, actor);
  const patchPod = (metadata: object): void => {
    const name = `web-${(a as { ordinal: number }).ordinal}`;
    api.patch('pods', name, namespace, 'merge', { metadata }, actor);
  };
  const nodeName = (index: number): string => api.list('nodes')[index]!.metadata.name;
  switch (a.do) {
    case 'scale':
      return patchSet({ replicas: a.replicas });
    case 'image':
      return patchSet({ template: { spec: { containers: [{ name: 'nginx', image: image(a.tag) }] } } });
    case 'partition':
      return patchSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: a.partition } } });
    case 'strategy':
      return patchSet({ updateStrategy: { type: a.type, ...(a.type === 'OnDelete' && { rollingUpdate: null }) } });
    case 'retention':
      return patchSet({
        persistentVolumeClaimRetentionPolicy: { whenDeleted: a.whenDeleted, whenScaled: a.whenScaled },
      });
    case 'minReadySeconds':
      return patchSet({ minReadySeconds: a.seconds });
    case 'revisionHistoryLimit':
      return patchSet({ revisionHistoryLimit: a.limit });
    case 'start':
      return patchSet({ ordinals: { start: a.start } });
    case 'deletePod':
      return api.delete('pods', `web-${a.ordinal}`, namespace, actor, a.force ? { gracePeriodSeconds: 0 } : {});
    case 'deleteClaim':
      return api.delete('persistentvolumeclaims', `www-web-${a.ordinal}`, namespace, actor);
    case 'deleteSet':
      return api.delete('statefulsets', 'web', namespace, actor, { propagationPolicy: a.propagationPolicy });
    case 'createSet':
      return void api.create(newSet(session, a.replicas, a.tag), actor);
    case 'orphanPod':
      return patchPod({ ownerReferences: null });
    case 'relabelPod':
      return patchPod({ labels: { app: a.app } });
    case 'cutNode':
      return cluster.cutNode(nodeName(a.node), actor);
    case 'restoreNode':
      return cluster.restoreNode(nodeName(a.node), actor);
    case 'cordon':
      return cordon(cluster, nodeName(a.node), a.on);
    case 'finishPod':
      return faults.finishPod(`web-${a.ordinal}`, namespace, a.phase);
    case 'setPodReady':
      return faults.setPodReady(`web-${a.ordinal}`, namespace, a.ready);
    case 'step':
      for (let i = 0; i < a.tasks; i++) cluster.step();
      return;
    case 'pass':
      return cluster.advanceTo(cluster.now() + a.ms);
    case 'settle':
      return cluster.settle();
  }
}

/** A cluster in which all of the session has happened, with the invariants watched from the first write on. */
export function play(session: RandomSession): Cluster {
  const { seed, gate, acts } = session;
  const cluster = createCluster({ seed, featureGates: { MaxUnavailableStatefulSet: gate } });
  watchInvariants(cluster);
  cluster.api.create(newHeadlessService(), actor);
  cluster.api.create(newSet(session, 3, '1'), actor);
  for (const a of acts) ask(() => perform(cluster, session, a));
  return cluster;
}
