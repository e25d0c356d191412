/** Prepares the metadata of an object for the store. */
import type { KubernetesObject, ObjectMeta } from '../api/types.ts';
import type { FieldError } from '../base/status-error.ts';

/** Metadata that clients cannot change. */
export function systemFields({ metadata }: KubernetesObject): Partial<ObjectMeta> {
  const { name, namespace, uid, resourceVersion, generation, creationTimestamp } = metadata;
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    uid,
    resourceVersion,
    ...(generation !== undefined && { generation }),
    creationTimestamp,
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
  };
}

/** Returns an error if the metadata has another uid; the API server refuses it instead of ignoring it. */
export function sameUid({ uid }: Partial<ObjectMeta>, { metadata }: KubernetesObject): readonly FieldError[] {
  if (!uid || uid === metadata.uid) return [];
  const message = `Invalid value: ${JSON.stringify(uid)}: field is immutable`;
  return [{ type: 'FieldValueInvalid', field: 'metadata.uid', message }];
}

/** Returns the metadata without nulls and empty lists and maps: Kubernetes does not store them. */
export const withoutEmpty = (meta: Partial<ObjectMeta>): Partial<ObjectMeta> =>
  Object.fromEntries(
    Object.entries(meta).filter(([, value]) => typeof value !== 'object' || Object.keys(value ?? {}).length > 0),
  );
