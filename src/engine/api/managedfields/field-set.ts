/**
 * A set of fields: those that a field manager owns in an object. A path is a list of elements in the form of FieldsV1:
 * `f:spec` is a field, `k:{"name":"nginx"}` an item of a list by its keys, `v:"a"` an item of a set by its value.
 */
// Models sigs.k8s.io/structured-merge-diff/fieldpath (set.go, serialize.go, element.go)
import { isMap } from '../../base/values.ts';

export type Path = readonly string[];

/** FieldsV1 as JSON; `.` is the parent itself. */
export interface FieldsV1 {
  readonly [element: string]: FieldsV1;
}

export class FieldSet {
  readonly members = new Set<string>();
  readonly children = new Map<string, FieldSet>();

  static of(...paths: readonly Path[]): FieldSet {
    const set = new FieldSet();
    for (const path of paths) set.insert(path);
    return set;
  }

  /** The empty path is left out: no manager owns the whole object. */
  insert(path: Path): void {
    const last = path.length - 1;
    if (last < 0) return;
    this.#child(path.slice(0, last)).members.add(path[last]!);
  }

  has(path: Path): boolean {
    const last = path.length - 1;
    let set: FieldSet | undefined = this as FieldSet;
    for (const element of path.slice(0, last)) set = set?.children.get(element);
    return set?.members.has(path[last]!) ?? false;
  }

  get empty(): boolean {
    return this.members.size === 0 && [...this.children.values()].every((child) => child.empty);
  }

  equals(other: FieldSet): boolean {
    return this.minus(other).empty && other.minus(this).empty;
  }

  union(other: FieldSet): FieldSet {
    const result = new FieldSet();
    for (const set of [this, other]) {
      for (const member of set.members) result.members.add(member);
      for (const [element, child] of set.children) {
        result.children.set(element, result.children.get(element)?.union(child) ?? child);
      }
    }
    return result;
  }

  intersection(other: FieldSet): FieldSet {
    return this.#select(
      (member) => other.members.has(member),
      (element, child) => {
        const theirs = other.children.get(element);
        return theirs && child.intersection(theirs);
      },
    );
  }

  /** Returns the set without the members of another one; with `below`, also without everything below them. */
  minus(other: FieldSet, below = false): FieldSet {
    return this.#select(
      (member) => !other.members.has(member),
      (element, child) => {
        if (below && other.members.has(element)) return undefined;
        const theirs = other.children.get(element);
        return theirs === undefined ? child : child.minus(theirs, below);
      },
    );
  }

  /** Returns the set without the members of another one and everything below them. */
  without(other: FieldSet): FieldSet {
    return this.minus(other, true);
  }

  /** Calls `visit` for each member: first those of a level, then those below them, both sorted. */
  forEach(visit: (path: Path) => void, prefix: Path = []): void {
    for (const member of [...this.members].sort()) visit([...prefix, member]);
    for (const element of [...this.children.keys()].sort()) {
      this.children.get(element)!.forEach(visit, [...prefix, element]);
    }
  }

  toFieldsV1(): FieldsV1 {
    const fields: Record<string, FieldsV1> = {};
    for (const element of [...new Set([...this.members, ...this.children.keys()])].sort()) {
      const child = this.children.get(element);
      const below = child === undefined || child.empty ? {} : child.toFieldsV1();
      const itself = this.members.has(element);
      if (!itself && Object.keys(below).length === 0) continue;
      fields[element] = itself && Object.keys(below).length > 0 ? { '.': {}, ...below } : below;
    }
    return fields;
  }

  static fromFieldsV1(fields: FieldsV1): FieldSet {
    const set = new FieldSet();
    for (const [element, sent] of Object.entries(fields)) {
      if (element === '.') continue;
      // A client may have sent something else; the items of a text would be texts again, without end.
      const below = isMap(sent) ? sent : {};
      const names = Object.keys(below);
      if (names.length === 0 || names.includes('.')) set.members.add(element);
      if (names.some((name) => name !== '.')) set.children.set(element, FieldSet.fromFieldsV1(below));
    }
    return set;
  }

  #child(path: Path): FieldSet {
    let set: FieldSet = this as FieldSet;
    for (const element of path) {
      let next = set.children.get(element);
      if (next === undefined) set.children.set(element, (next = new FieldSet()));
      set = next;
    }
    return set;
  }

  #select(
    keeps: (member: string) => boolean,
    below: (element: string, child: FieldSet) => FieldSet | undefined,
  ): FieldSet {
    const result = new FieldSet();
    for (const member of this.members) if (keeps(member)) result.members.add(member);
    for (const [element, child] of this.children) {
      const kept = below(element, child);
      if (kept !== undefined && !kept.empty) result.children.set(element, kept);
    }
    return result;
  }
}

/** Returns a path as text: `.spec.containers[name="nginx"].image`. */
export const pathText = (path: Path): string => path.map(elementText).join('');

export function elementText(element: string): string {
  const rest = element.slice(2);
  if (element.startsWith('f:')) return `.${rest}`;
  if (element.startsWith('v:')) return `[=${rest}]`;
  const keys = Object.entries(JSON.parse(rest) as Record<string, unknown>);
  return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
}
