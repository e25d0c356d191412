/** Deletes the storage of a released volume if its reclaim policy says so. */
// Models kubernetes/pkg/controller/volume/persistentvolume/pv_controller.go (findDeletablePlugin) and
// pkg/volume/hostpath; the provisioner deletes the volumes that it has created.
import { provisionedBy } from '../../api/claims.ts';
import type { PersistentVolume } from '../../api/types.ts';

/** Returns the reason why the storage cannot be deleted, in the volume controller's words. */
export function deletionProblem({ metadata, spec }: PersistentVolume): string | undefined {
  if (metadata.annotations?.[provisionedBy] !== undefined) return undefined;
  const path = spec.hostPath?.path;
  if (path !== undefined) {
    const deletable = /\/tmp\/./.test(path);
    return deletable ? undefined : `host_path deleter only supports /tmp/.+ but received provided ${path}`;
  }
  // The volume controller has no plugin for local volumes.
  const which = spec.local === undefined ? 'no deletable' : 'no';
  return `error getting deleter volume plugin for volume "${metadata.name}": ${which} volume plugin matched`;
}
