import type { ObjectView } from '../../engine/index.ts';

/** The path at which a container mounts the claim of its Pod. */
export interface Disk {
  readonly claim: string;
  readonly container: string;
  readonly path: string;
}

/** Returns the mount of the first container with a claim; null if there is none, or the Pod does not run. */
export function diskOf(view: ObjectView, namespace: string, podName: string): Disk | null {
  const pod = view.get('pods', podName, namespace);
  if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return null;
  const claims = new Map(
    (pod.spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim: claim }) =>
      claim ? [[name, claim.claimName] as const] : [],
    ),
  );
  for (const { name: container, volumeMounts = [] } of pod.spec.containers) {
    const running = pod.status.containerStatuses?.some(({ name, state }) => name === container && state?.running);
    const mount = volumeMounts.find(({ name, readOnly }) => claims.has(name) && !readOnly);
    if (running && mount) return { claim: claims.get(mount.name)!, container, path: mount.mountPath };
  }
  return null;
}
