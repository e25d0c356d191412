/** Computes the effect of a write on the managers of an object's fields. */
// Models sigs.k8s.io/structured-merge-diff/merge/update.go and apimachinery/pkg/util/managedfields/internal
import type { KubernetesObject, Manifest } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import { FieldSet, type Path } from '../../api/managedfields/field-set.ts';
import { idOf, type Managed, type Manager, type Managers } from '../../api/managedfields/managers.ts';
import { merge, removeItems } from './merge-value.ts';
import { type Type, typeOfObject } from './merge-schema.ts';
import { compare, type Comparison, toFieldSet, withNamedFields } from './typed-value.ts';

export interface Conflict {
  readonly manager: Manager;
  readonly path: Path;
}

const systemFields = ['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'generation', 'resourceVersion'];

/** Fields without managers. */
const unmanaged = FieldSet.of(
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ['f:metadata', 'f:managedFields'],
  ...systemFields.map((name) => ['f:metadata', `f:${name}`]),
);
/** Fields that a write of the object ignores, and fields that a write of its status ignores. */
const [ofStatus, ofSpec] = [FieldSet.of(['f:status']), FieldSet.of(['f:spec'])];

const ignoredBy = ({ subresource }: Manager): FieldSet => (subresource === 'status' ? ofSpec : ofStatus);

/** An object of the kind before its creation. Statuses and other untyped parts are compared as they are. */
export const nothing = ({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): Manifest =>
  ({ apiVersion, kind, metadata: {} }) as Manifest;

/** Handles a create, an update or a patch: the writer becomes the only manager of the fields that it changes. */
export function update(
  managers: Managers,
  before: Manifest | KubernetesObject,
  after: Manifest | KubernetesObject,
  by: Manager,
  time: string,
): Managers {
  const changes = changesOf(before, after, typeOfObject(after), by);
  const result = takeFrom(managers, changes, undefined);
  const own = changes.added.union(changes.modified).minus(unmanaged);
  if (own.empty) return result;
  const id = idOf(by);
  const set = result.get(id)?.set.union(own) ?? own;
  // The handler of the subresource `scale` keeps only the times of the object's own entries.
  return new Map(result).set(id, { ...by, set, ...(by.subresource !== 'scale' && { time }) });
}

function changesOf(before: unknown, after: unknown, type: Type, by: Manager): Comparison {
  const { added, modified, removed } = compare(before, after, type);
  const ignored = ignoredBy(by);
  return {
    added: added.without(ignored),
    modified: modified.without(ignored),
    removed: removed.without(ignored),
  };
}

/** Removes the changed fields from all managers except `kept`. */
function takeFrom(managers: Managers, { added, modified, removed }: Comparison, kept: string | undefined): Managers {
  const result = new Map<string, Managed>();
  const taken = added.union(modified).union(removed);
  for (const [id, managed] of managers) {
    const set = id === kept ? managed.set : managed.set.minus(taken);
    if (!set.empty) result.set(id, set === managed.set ? managed : { ...managed, set });
  }
  return result;
}

export interface Applied {
  /** The object to store; `undefined` if it is unchanged. */
  readonly object: Manifest | undefined;
  readonly managers: Managers;
  /** Fields of other managers that would change. Without `force`, their managers keep them. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Handles a server-side apply: sets the fields in `config` and makes the manager own them; removes fields that this
 * manager applied before and no applier still has.
 */
export function apply(
  managers: Managers,
  live: Manifest | KubernetesObject,
  config: Manifest,
  by: Manager,
  time: string,
  force: boolean,
): Applied {
  const type = typeOfObject(config);
  const id = idOf(by);
  const last = managers.get(id);
  const applied = toFieldSet(config, type).without(ignoredBy(by));
  const own: Managed = { ...by, set: applied.minus(unmanaged), ...(last?.time !== undefined && { time: last.time }) };
  const claimed = new Map(managers).set(id, own);
  const merged = merge(live, config, type);
  const next = last === undefined ? merged : prune(merged, last.set, applied, claimed, type);
  const changes = changesOf(live, next, type, by);
  const conflicts = force ? [] : conflictsOf(claimed, changes, id);
  const left = takeFrom(claimed, changes, id);
  if (equal(live, next)) return { object: undefined, managers: left, conflicts };
  const timed = left.has(id) ? new Map(left).set(id, { ...own, time }) : left;
  return { object: next as Manifest, managers: timed, conflicts };
}

function conflictsOf(managers: Managers, { added, modified }: Comparison, id: string): readonly Conflict[] {
  const changed = added.union(modified);
  const conflicts: Conflict[] = [];
  for (const [other, managed] of managers) {
    if (other === id) continue;
    managed.set.intersection(changed).forEach((path) => conflicts.push({ manager: managed, path }));
  }
  return conflicts;
}

/** Removes the fields of the last apply that this one lacks, unless another manager owns them. */
function prune(merged: unknown, last: FieldSet, applied: FieldSet, managers: Managers, type: Type): unknown {
  const named = (set: FieldSet): FieldSet => withNamedFields(set, type, merged);
  const all = named(toFieldSet(merged, type));
  let pruned = removeItems(merged, named(last), type);
  const owned = named([...managers.values()].reduce((union, { set }) => union.union(set), applied));
  const kept = (): FieldSet => named(toFieldSet(pruned, type));
  pruned = removeItems(merged, all.minus(kept().union(owned)), type);
  return removeItems(merged, all.minus(kept()).intersection(named(last)), type);
}

/** Returns the fields that the last client-side apply set and that have not changed since. */
export function lastAppliedFields(config: Manifest, live: KubernetesObject): FieldSet {
  const type = typeOfObject(live);
  const { added, modified, removed } = compare(config, live, type);
  return toFieldSet(config, type).minus(modified).minus(added).minus(removed);
}
