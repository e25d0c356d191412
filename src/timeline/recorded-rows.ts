/** Compares the recorded objects of a moment with the moment as it is now, object by object. */
import { resourceInfo, type ResourceName } from '../engine/index.ts';
import type { SavedObjects } from '../share/recorded.ts';
import { recordedResources } from './recorded-objects.ts';

export interface RecordedRow {
  readonly kind: string;
  readonly name: string;
  /** The object's short line, as `kubectl get` would print it; null if it did not exist. */
  readonly was: string | null;
  readonly is: string | null;
}

export const differs = ({ was, is }: RecordedRow): boolean => was !== is;

/** Returns all objects of either, by kind; Pods come first. */
export function recordedRows(was: SavedObjects, is: SavedObjects): readonly RecordedRow[] {
  const known: readonly string[] = recordedResources;
  const resources = [...new Set([...known, ...Object.keys(was)])];
  return resources.flatMap((resource) => {
    const [then, now] = [was, is].map((objects) => linesOf(objects[resource] ?? ''));
    const names = [...new Set([...then!.keys(), ...now!.keys()])];
    const kind = kindOf(resource);
    return names.map((name) => ({ kind, name, was: then!.get(name) ?? null, is: now!.get(name) ?? null }));
  });
}

const linesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [name = ''] = line.split(' ', 1);
        return [name, line.slice(name.length + 1)];
      }),
  );

/** A record may name a resource that this version does not know. */
function kindOf(resource: string): string {
  try {
    return resourceInfo(resource as ResourceName).kind;
  } catch {
    return resource;
  }
}
