// The rules of StatefulSets, each broken in one place. `npm run mutate` breaks them one by one and expects a test to
// notice; tooling/mutate.test.mjs sees to it that each `find` still stands in its file, exactly once.

/**
 * @typedef {object} Mutation
 * @property {string} why The rule that is broken.
 * @property {string} file
 * @property {string} find
 * @property {string} replace
 */

const set = 'src/engine/controllers/statefulset/';

/** @param {string} file @returns {(why: string, find: string, replace: string) => Mutation} */
const inFile = (file) => (why, find, replace) => ({ why, file, find, replace });

const control = inFile(`${set}stateful-set-control.ts`);
const pods = inFile(`${set}stateful-set-pods.ts`);
const rolling = inFile(`${set}stateful-set-rolling-update.ts`);
const revisions = inFile(`${set}stateful-set-revisions.ts`);
const utils = inFile(`${set}stateful-set-utils.ts`);
const owners = inFile(`${set}stateful-set-claim-owners.ts`);
const podControl = inFile(`${set}stateful-pod-control.ts`);
const controller = inFile(`${set}stateful-set.ts`);
const garbage = inFile('src/engine/controllers/garbagecollector/garbage-collector.ts');
const protection = inFile('src/engine/controllers/volume/claim-protection.ts');
const hash = inFile('src/engine/base/hash.ts');

/** @type {readonly Mutation[]} */
export const mutations = [
  // Creation
  control('OrderedReady is not Parallel', 'monotonic: !allowsBurst(set),', 'monotonic: false,'),
  control('Parallel waits for nobody', 'monotonic: !allowsBurst(set),', 'monotonic: true,'),
  control(
    'OrderedReady waits until a Pod is Ready',
    "else if (!isRunningAndReady(pod)) decide(log, 'WaitForReady'",
    "else if (pod.spec === undefined) decide(log, 'WaitForReady'",
  ),
  control(
    'OrderedReady waits until a Pod that goes is gone',
    "if (isTerminating(pod)) decide(log, 'WaitForTermination'",
    "if (pod.spec === undefined) decide(log, 'WaitForTermination'",
  ),
  control(
    'OrderedReady waits for minReadySeconds',
    'else if (!isRunningAndAvailable(pod, minReadySeconds, now)) {',
    'else if (pod.spec === undefined) {',
  ),
  utils(
    'a Pending Pod that is Ready does not hold a rolling update up',
    'return availableAt(pod, minReadySeconds) <= now;',
    'return isRunningAndReady(pod) && availableAt(pod, minReadySeconds) <= now;',
  ),
  control('a Failed or Succeeded Pod is replaced', 'if (isFinished(pod)) {', 'if (pod.spec === undefined) {'),
  utils(
    'a Pod that has Succeeded is replaced, too',
    "pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded'",
    "pod.status.phase === 'Failed'",
  ),
  control('missing claims of a Pending Pod are re-created', 'else if (isPending(pod)) {', 'else if (!pod.spec) {'),
  podControl(
    'a Pod is not created on a claim that is about to be collected',
    'return this.#claims(set, pod).some((claim) => hasStaleOwnerRef(claim, pod));',
    'return false;',
  ),
  podControl(
    'a Pod is not created on a claim that is being deleted',
    'else if (stored.metadata.deletionTimestamp !== undefined) {',
    'else if (stored.spec === undefined) {',
  ),
  // Scaling down
  pods('the highest ordinal goes first', '...among.range(this.end + 1)].reverse()', '...among.range(this.end + 1)]'),
  control('the next Pod goes when the one before is gone', 'return monotonic;', 'return false;'),
  control(
    'a Pod is not condemned while another is unhealthy',
    'if (!healthy && monotonic && pod !== unhealthy) {',
    'if (pod.spec === undefined) {',
  ),
  utils('Pods below ordinals.start are not wanted', 'return set.spec.ordinals?.start ?? 0;', 'return 0;'),
  podControl(
    'the controller removes no Pod by force',
    "this.context.api.delete('pods', name, namespace, actor(reason));",
    "this.context.api.delete('pods', name, namespace, actor(reason), { gracePeriodSeconds: 0 });",
  ),
  // Updating
  rolling(
    'Pods from the partition on are updated',
    'const from = pods.start + partition;',
    'const from = pods.start + partition + 1;',
  ),
  rolling(
    'the highest ordinal is updated first',
    'const ordinal = higher(pods.outdated.last(from, pods.end), unavailable);',
    'const ordinal = pods.outdated.first(from, pods.end) ?? unavailable;',
  ),
  rolling(
    'an update waits for the Pod updated before',
    'const ordinal = higher(pods.outdated.last(from, pods.end), unavailable);',
    'const ordinal = pods.outdated.last(from, pods.end) ?? unavailable;',
  ),
  rolling(
    'OnDelete deletes nothing',
    "if (set.spec.updateStrategy.type === 'OnDelete') {",
    'if (set.spec === undefined) {',
  ),
  rolling('maxUnavailable rounds down', 'Math.floor((Number(percent[1])', 'Math.ceil((Number(percent[1])'),
  utils(
    'a Pod below the partition comes back at the current revision',
    'return ordinal < getStartOrdinal(set) + (',
    'return ordinal < getStartOrdinal(set) - 1 + (',
  ),
  utils(
    'the partition counts from ordinals.start',
    'return ordinal < getStartOrdinal(set) + (',
    'return ordinal < 0 + (',
  ),
  utils('OnDelete creates at the update revision', "if (type !== 'RollingUpdate') return false;", ''),
  utils('a rollout is complete when all Pods are Ready, not before', '(status.readyReplicas ?? 0) === replicas &&', ''),
  // Revisions
  revisions(
    'a template that is back makes its revision the newest',
    '} else if (equal !== undefined) {',
    '} else if (number < 0) {',
  ),
  hash('names of revisions are the real hash', 'Math.imul(h, 0x01000193) ^ byte', 'Math.imul(h ^ byte, 0x01000193)'),
  revisions('history is cut to revisionHistoryLimit', 'unused.length - limit)', 'unused.length - limit - 1)'),
  revisions(
    'revisions that Pods have are kept',
    'const live = pods.revisions().add(',
    'const live = new Set<string>().add(',
  ),
  // Status
  pods('readyReplicas counts Ready Pods', 'readyReplicas: this.#ready', 'readyReplicas: this.#pods.size'),
  pods('availableReplicas respects minReadySeconds', 'available: ready && due <= this.#now', 'available: ready'),
  pods(
    'a Pod that goes counts for no revision',
    'const revision = isTerminating(pod) ? undefined : getPodRevision(pod);',
    'const revision = getPodRevision(pod);',
  ),
  control(
    'a Pod deleted for the update is at once no longer current',
    '(status.currentReplicas ?? 0) - result.deletedForUpdate',
    'status.currentReplicas ?? 0',
  ),
  // Ownership
  controller(
    'orphans that fit are adopted',
    'else if (owner === undefined && fits(pod) && !isTerminating(pod)) orphans.push(pod);',
    '',
  ),
  controller(
    'orphans that go are not adopted',
    'else if (owner === undefined && fits(pod) && !isTerminating(pod)) orphans.push(pod);',
    'else if (owner === undefined && fits(pod)) orphans.push(pod);',
  ),
  controller(
    'Pods that no longer fit are released',
    'if (owner === set.metadata.uid && fits(pod)) {',
    'if (owner === set.metadata.uid) {',
  ),
  control(
    'a set that is being deleted creates nothing',
    'if (set.metadata.deletionTimestamp !== undefined) {',
    'if (set.spec === undefined) {',
  ),
  // Claims
  owners(
    'whenScaled Delete: only the claims of condemned Pods go to their Pods',
    "const byPod = whenScaled === 'Delete' && !podInOrdinalRange(pod, set);",
    "const byPod = whenScaled === 'Delete';",
  ),
  owners('whenDeleted Delete: the set owns its claims', "set: whenDeleted === 'Delete' && !byPod", 'set: false'),
  owners('the owner of a claim is its controller', 'if (ours.some((r) => r.controller !== true)) return false;', ''),
  owners(
    'a claim that another controls is left alone',
    'return owners(claim).some((r) => r.controller === true && !names(r, set) && !names(r, pod));',
    'return false;',
  ),
  control(
    'the claims of all condemned Pods change hands before the first Pod goes',
    'this.#runForAll(r, condemned, condemnedIndex, (o) => this.#fixPodClaim(r, pods.get(o)!)) ||',
    '',
  ),
  protection('a claim stays while a Pod uses it', 'if (pod.spec.nodeName && usesClaim(pod, claim)) return;', ''),
  // Garbage collection
  garbage(
    'Foreground: the owner waits for its dependents',
    'if (blocking.length === 0) return',
    'if (blocking) return',
  ),
  garbage('an object stays while one of its owners does', 'if (loose.length < owners.length)', 'if (loose.length < 0)'),
  garbage(
    'Orphan: the dependents lose their owner',
    'this.#withoutOwners(dependent, new Set([owner.metadata.uid]));',
    '',
  ),
];
