/** The API server as of the moment that is shown. */
import type { ApiServer, ObjectView } from '../engine/index.ts';

interface MomentApiParts {
  /** The objects of the moment that is shown. */
  readonly objects: () => Pick<ObjectView, 'get' | 'list'>;
  /** The API server of the newest moment; undefined for a recording that is not a simulation. */
  readonly newest: () => ApiServer | undefined;
  /** Makes the moment that is shown the newest one, so that it can be written to. */
  readonly act: () => { readonly api: ApiServer };
}

/** Returns an API server that reads the moment that is shown, and makes it the newest one when something is written. */
export function momentApi({ objects, newest, act }: MomentApiParts): ApiServer {
  return {
    get: (...args) => objects().get(...args),
    list: (...args) => objects().list(...args),
    managedFields: (object) => newest()?.managedFields(object) ?? [],
    create: (...args) => act().api.create(...args),
    update: (...args) => act().api.update(...args),
    updateStatus: (...args) => act().api.updateStatus(...args),
    patch: (...args) => act().api.patch(...args),
    delete: (...args) => act().api.delete(...args),
    evictPod: (...args) => act().api.evictPod(...args),
  };
}
