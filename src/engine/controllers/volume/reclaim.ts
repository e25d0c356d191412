/** Deletion of the storage of a released volume, which its reclaim policy asks for. */
// Models kubernetes/pkg/controller/volume/persistentvolume/pv_controller.go (findDeletablePlugin) and
// pkg/volume/hostpath; a volume that a provisioner has made is deleted by it.
import { provisionedBy } from '../../api/claims.ts';
import type { PersistentVolume } from '../../api/types.ts';

/** Returns why the storage cannot be deleted, in the words of the volume controller. */
export function deletionProblem({ metadata, spec }: PersistentVolume): string | undefined {
  if (metadata.annotations?.[provisionedBy] !== undefined) return undefined;
  const path = spec.hostPath?.path;
  if (path !== undefined) {
    const deletable = /\/tmp\/./.test(path);
    return deletable ? undefined : `host_path deleter only supports /tmp/.+ but received provided ${path}`;
  }
  // The volume controller does not know local volumes at all.
  const which = spec.local === undefined ? 'no deletable' : 'no';
  return `error getting deleter volume plugin for volume "${metadata.name}": ${which} volume plugin matched`;
}
