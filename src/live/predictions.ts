/** Compares what the StatefulSet controller of a real cluster writes with what ours would write on the state before. */
import type { Decision, KubernetesObject } from '../engine/index.ts';
import type { ExpectedWrite, Inferred } from './inferred.ts';
import type { LiveChange } from './live-cluster.ts';
import type { SeenState } from './seen-state.ts';

export type Verdict =
  /** Our controller would have done the same. */
  | 'predicted'
  /** The real controller has done something else. */
  | 'otherwise'
  /** Somebody has deleted a Pod that our controller would have kept; a deletion names no writer. */
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

/** Changes that were seen as one moment. */
export interface SeenChanges {
  readonly changes: readonly LiveChange[];
  readonly at: number;
}

type Infer = (state: SeenState) => Inferred;
type Objects = ReadonlyMap<string, KubernetesObject>;

/** Judged writes that are kept. */
const maxJudged = 50;
/** Runs of the engine for one look at what has happened. */
const maxRuns = 12;

export class Predictions {
  #objects: Objects = new Map();
  #next: readonly ExpectedWrite[] = [];
  #judged: readonly JudgedWrite[] = [];
  #decisions: Inferred['decisions'] = [];

  constructor(private readonly infer: Infer) {}

  /** The next writes of the controller, in order, if nothing else changes. */
  get next(): readonly ExpectedWrite[] {
    return this.#next;
  }
  /** Its writes that were seen, newest first. */
  get judged(): readonly JudgedWrite[] {
    return this.#judged;
  }
  /** Its decisions on the newest state. */
  get decisions(): Inferred['decisions'] {
    return this.#decisions;
  }

  /** Takes in what has happened since the last look, and the state that it led to. */
  look(seen: readonly SeenChanges[], state: SeenState): void {
    const isFirst = this.#objects.size === 0;
    // Nobody saw who wrote the objects that were there at the beginning.
    if (!isFirst) this.#judge(seen, state);
    this.#objects = byUid(state.objects);
    const { decisions, writes } = this.infer(state);
    this.#decisions = decisions;
    this.#next = writes;
  }

  #judge(seen: readonly SeenChanges[], { version }: SeenState): void {
    const objects = new Map(this.#objects);
    const all = seen.flatMap(({ changes, at }) => changes.map((change) => ({ change, at })));
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
        // The streams of two kinds have no common order: the set may have changed before what follows from it.
        if (find() === undefined) inferFrom(withNextSets(objects, all.slice(i + 1)));
        const found = find();
        expected = expected.filter((one) => one !== found);
        if (found !== undefined || write.resource !== 'persistentvolumeclaims') this.#note(write, found, at);
      }
      put(objects, change);
      // A new spec leads to writes that its status may tell of before they are seen.
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

/** Returns a state with the first change of each set that comes after it. */
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

/** The name of a revision holds a hash, which differs between versions. */
const isSame = (a: ExpectedWrite, b: Omit<ExpectedWrite, 'decision'>): boolean =>
  a.verb === b.verb &&
  a.resource === b.resource &&
  a.namespace === b.namespace &&
  (a.name === b.name || a.resource === 'controllerrevisions');

/** Returns the write of the StatefulSet controller that a change may be. */
function writeOf({ type, object, previous, resource }: LiveChange): Omit<ExpectedWrite, 'decision'> | undefined {
  const { namespace = '', name, ownerReferences, deletionTimestamp } = object.metadata;
  const isOwned =
    ownerReferences?.some(
      (one) => one.controller && one.kind === 'StatefulSet' && one.apiVersion.startsWith('apps/'),
    ) === true;
  if (resource === 'persistentvolumeclaims') {
    return type === 'ADDED' ? { verb: 'create', resource, namespace, name } : undefined;
  }
  if (!isOwned || (resource !== 'pods' && resource !== 'controllerrevisions')) return undefined;
  if (type === 'ADDED') return { verb: 'create', resource, namespace, name };
  const isGoing = type === 'DELETED' || deletionTimestamp !== undefined;
  const began = isGoing && previous?.metadata.deletionTimestamp === undefined;
  return began && resource === 'pods' ? { verb: 'delete', resource, namespace, name } : undefined;
}
