/**
 * Compares the writes of a real StatefulSet controller with those that the lab's controller predicts on the state
 * before.
 */
import type { Decision, KubernetesObject } from '../engine/index.ts';
import type { ExpectedWrite, Inferred } from './inferred.ts';
import type { LiveChange } from './live-cluster.ts';
import type { SeenState } from './seen-state.ts';

export type Verdict =
  /** The lab's controller predicted the write. */
  | 'predicted'
  /** The real controller did something else. */
  | 'otherwise'
  /** A Pod was deleted that the lab's controller would keep: a user deleted it. A deletion does not name its writer. */
  | 'deletedByOther';

export interface JudgedWrite {
  readonly verb: ExpectedWrite['verb'];
  readonly resource: ExpectedWrite['resource'];
  readonly namespace: string;
  readonly name: string;
  /** Virtual ms. */
  readonly at: number;
  readonly verdict: Verdict;
  /** The decision that predicted it. */
  readonly decision?: Decision;
}

/** Changes that were observed as one moment. */
export interface SeenChanges {
  readonly changes: readonly LiveChange[];
  readonly at: number;
}

type Infer = (state: SeenState) => Inferred;
type Objects = ReadonlyMap<string, KubernetesObject>;

/** Number of judged writes that are kept. */
const maxJudged = 50;
/** Largest number of engine runs for one observation. */
const maxRuns = 24;

export class Predictions {
  #objects: Objects = new Map();
  #next: readonly ExpectedWrite[] = [];
  #judged: readonly JudgedWrite[] = [];
  #decisions: Inferred['decisions'] = [];

  constructor(private readonly infer: Infer) {}

  /** The next writes of the controller in order, if nothing else changes. */
  get next(): readonly ExpectedWrite[] {
    return this.#next;
  }
  /** Its observed writes, newest first. */
  get judged(): readonly JudgedWrite[] {
    return this.#judged;
  }
  /** The inferred decisions on the newest state. */
  get decisions(): Inferred['decisions'] {
    return this.#decisions;
  }

  /** Adds the changes since the last observation, and the resulting state. */
  look(seen: readonly SeenChanges[], state: SeenState): void {
    const isFirst = this.#objects.size === 0;
    // The writers of the objects that existed at the beginning are not known.
    if (!isFirst) this.#judge(seen, state);
    this.#objects = byUid(state.objects);
    const { decisions, writes } = this.infer(state);
    this.#decisions = decisions;
    this.#next = writes;
  }

  #judge(seen: readonly SeenChanges[], { version }: SeenState): void {
    const objects = new Map(this.#objects);
    const all = seen.flatMap(({ changes, at }) => changes.map((change) => ({ change, at })));
    const specs = all.filter(({ change }) => isNewSpec(change)).map(({ change }) => change.object);
    let expected = [...this.#next];
    let runs = 0;
    for (const [i, { change, at }] of all.entries()) {
      const inferFrom = (state: Objects): void => {
        runs++;
        expected = [...this.infer({ objects: [...state.values()], at, version }).writes];
      };
      const write = change.missed === true ? undefined : writeOf(change);
      if (write !== undefined && runs < maxRuns) {
        const find = () => expected.find((one) => isSame(one, write));
        if (find() === undefined) inferFrom(objects);
        // The streams of two kinds have no common order: the set may have changed before the writes that follow from
        // it.
        if (find() === undefined) inferFrom(withNextSets(objects, all.slice(i + 1)));
        // After an interruption, all changes of one kind come before those of another one.
        for (const spec of specs) {
          if (find() !== undefined || runs >= maxRuns) break;
          inferFrom(new Map(objects).set(spec.metadata.uid, spec));
        }
        const found = find();
        expected = expected.filter((one) => one !== found);
        if (found !== undefined || !isOthersToo(write, change)) this.#note(write, found, at);
      }
      put(objects, change);
      // The writes that follow from a new spec may be visible before the set's status.
      if (isNewSpec(change) && runs < maxRuns) inferFrom(objects);
    }
  }

  #note(write: Omit<ExpectedWrite, 'decision'>, found: ExpectedWrite | undefined, at: number): void {
    const verdict: Verdict =
      found !== undefined ? 'predicted' : write.verb === 'delete' ? 'deletedByOther' : 'otherwise';
    const decision = found?.decision;
    this.#judged = [{ ...write, at, verdict, ...(decision && { decision }) }, ...this.#judged].slice(0, maxJudged);
  }
}

const byUid = (objects: readonly KubernetesObject[]): Objects =>
  new Map(objects.map((object) => [object.metadata.uid, object]));

const isNewSpec = ({ type, resource, object, previous }: LiveChange): boolean =>
  type === 'MODIFIED' && resource === 'statefulsets' && object.metadata.generation !== previous?.metadata.generation;

function put(objects: Map<string, KubernetesObject>, { type, object }: LiveChange): void {
  if (type === 'DELETED') objects.delete(object.metadata.uid);
  else objects.set(object.metadata.uid, object);
}

/** Returns a state with the next change of each set applied. */
function withNextSets(objects: Objects, after: readonly { readonly change: LiveChange }[]): Objects {
  const next = new Map(objects);
  const seen = new Set<string>();
  for (const { change } of after) {
    if (change.resource !== 'statefulsets' || seen.has(change.object.metadata.uid)) continue;
    seen.add(change.object.metadata.uid);
    put(next, change);
  }
  return next;
}

/** Users create claims, too, and the garbage collector takes owners from them. */
const isOthersToo = ({ resource, verb }: Pick<ExpectedWrite, 'resource' | 'verb'>, { object }: LiveChange): boolean =>
  resource === 'persistentvolumeclaims' && (verb === 'create' || object.metadata.ownerReferences === undefined);

const ownersOf = (object: KubernetesObject | undefined): string =>
  JSON.stringify(object?.metadata.ownerReferences ?? []);

/** The name of a revision contains a hash, which differs between versions. */
const isSame = (a: ExpectedWrite, b: Omit<ExpectedWrite, 'decision'>): boolean =>
  a.verb === b.verb &&
  a.resource === b.resource &&
  a.namespace === b.namespace &&
  (a.name === b.name || a.resource === 'controllerrevisions');

/** Returns a change as a write of the StatefulSet controller, if it can be one. */
function writeOf({ type, object, previous, resource }: LiveChange): Omit<ExpectedWrite, 'decision'> | undefined {
  const { namespace = '', name, ownerReferences, deletionTimestamp } = object.metadata;
  const isOwned =
    ownerReferences?.some(
      (one) => one.controller && one.kind === 'StatefulSet' && one.apiVersion.startsWith('apps/'),
    ) === true;
  if (resource === 'persistentvolumeclaims') {
    if (type === 'ADDED') return { verb: 'create', resource, namespace, name };
    return type === 'MODIFIED' && ownersOf(object) !== ownersOf(previous)
      ? { verb: 'update', resource, namespace, name }
      : undefined;
  }
  if (!isOwned || (resource !== 'pods' && resource !== 'controllerrevisions')) return undefined;
  if (type === 'ADDED') return { verb: 'create', resource, namespace, name };
  const isGoing = type === 'DELETED' || deletionTimestamp !== undefined;
  const began = isGoing && previous?.metadata.deletionTimestamp === undefined;
  return began && resource === 'pods' ? { verb: 'delete', resource, namespace, name } : undefined;
}
