/** Immutable fields that a manifest would change in an existing set of its name. */
import type { Manifest, StatefulSet } from '../../engine/index.ts';

type Json = Readonly<Record<string, unknown>>;

const json = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** Reports if all written fields equal those of the live object, which also holds the defaults of the rest. */
function holds(live: unknown, written: unknown): boolean {
  if (Array.isArray(written)) {
    return Array.isArray(live) && live.length === written.length && written.every((item, i) => holds(live[i], item));
  }
  if (typeof written !== 'object' || written === null) return live === written;
  return Object.entries(written).every(([key, value]) => holds(json(live)[key], value));
}

/** Returns the names of the changed fields below `spec`. */
export function changedFields({ spec }: StatefulSet, written: Manifest): readonly string[] {
  const wanted = json(written.spec);
  const fields: Readonly<Record<string, unknown>> = {
    serviceName: wanted.serviceName ?? '',
    podManagementPolicy: wanted.podManagementPolicy ?? 'OrderedReady',
    selector: wanted.selector,
    volumeClaimTemplates: wanted.volumeClaimTemplates ?? [],
  };
  const live: Json = { volumeClaimTemplates: [], serviceName: '', ...(spec as unknown as Json) };
  return Object.keys(fields).filter((field) => !holds(live[field], fields[field]));
}
