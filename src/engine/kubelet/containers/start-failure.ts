/** Starts of a container: its ids, and the waiting reasons when it cannot start. */
import type { Container, ContainerStatus } from '../../api/types.ts';
import { installedPrograms } from '../../programs/installed.ts';
import type { ContainerHost, ContainerOptions } from './container-host.ts';
import type { ContainerIds } from './container-record.ts';
import { goDuration } from './go-duration.ts';
import { imageDigest } from './images.ts';

export type ContainerStateWaiting = NonNullable<NonNullable<ContainerStatus['state']>['waiting']>;

/** Returns the ids of a run: of the container and of its image. The stand-in kubelet has no runtime, and so no ids. */
export function startedIds(
  runId: string,
  image: string,
  { standIn }: ContainerOptions,
  { digest }: ContainerHost,
): ContainerIds {
  if (standIn) return { imageID: 'sha256:0' };
  return { containerID: `containerd://${digest(runId)}`, imageID: imageDigest(image, digest) };
}

/** Returns the reason why the runtime cannot start the process: its program does not exist. Undefined if it can. */
export function startFailure(
  definition: Container,
  { standIn }: ContainerOptions,
  host: ContainerHost,
): ContainerStateWaiting | undefined {
  const programs = standIn ? undefined : installedPrograms();
  const failure = programs?.startFailure(programs.commandOf(definition), host.process().host());
  if (failure === undefined) return undefined;
  const message =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ' +
    `unable to start container process: ${failure}: unknown`;
  return { reason: 'RunContainerError', message };
}

/**
 * Returns the reason why a crashing container is not restarted yet.
 * @param delay Virtual ms.
 */
export function crashLoop(delay: number, container: string, pod: string): ContainerStateWaiting {
  const message = `back-off ${goDuration(delay)} restarting failed container=${container} pod=${pod}`;
  return { reason: 'CrashLoopBackOff', message };
}
