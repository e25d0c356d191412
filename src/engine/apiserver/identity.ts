/** Checks that a patch keeps the identity of an object. */
import type { Manifest } from '../api/types.ts';
import { badRequest } from '../base/status-error.ts';

/** @throws StatusError BadRequest if the patch moves or renames the object. */
export function checkIdentity({ metadata: sent }: Manifest, name: string, namespace: string | undefined): void {
  const metadata = sent ?? {};
  if (namespace !== undefined && metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (!metadata.name) {
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  }
  if (metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  }
}
