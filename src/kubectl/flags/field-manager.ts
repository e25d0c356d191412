/** The field managers of kubectl's changes, and `--show-managed-fields`. */
// Models kubectl/pkg/cmd/util/helpers.go (AddFieldManagerFlagVar) and kubectl/pkg/cmd/apply/apply.go
import type { ApiServer, KubernetesObject } from '../../engine/index.ts';
import type { Flags } from './flags.ts';

export const clientSideApply = 'kubectl-client-side-apply';
/** The default: the API server uses the name of the program. */
export const serverSideApply = 'kubectl';

/** Commands without their own manager. */
const nameless = /^kubectl (scale|cordon|uncordon|drain|delete|rollout undo|apply set-last-applied)$/;

/** @param path `kubectl rollout restart` */
export function fieldManagerOf(path: string, flags: Flags): string {
  const given = flags.string('field-manager');
  // A server-side apply needs a name: the API server refuses an empty one.
  if (given !== '' || (flags.has('field-manager') && flags.bool('server-side'))) return given;
  if (nameless.test(path)) return serverSideApply;
  const verb = path.split(' ')[1]!;
  if (verb !== 'apply' && verb !== 'diff') return `kubectl-${verb}`;
  return flags.bool('server-side') ? serverSideApply : clientSideApply;
}

/** The object as the API server returns it; `managedFields` is computed on reading. */
export const withManagedFields = <T extends KubernetesObject>(api: ApiServer, object: T): T => ({
  ...object,
  metadata: {
    ...object.metadata,
    get managedFields() {
      const entries = api.managedFields(object);
      return entries.length === 0 ? undefined : entries;
    },
  },
});
