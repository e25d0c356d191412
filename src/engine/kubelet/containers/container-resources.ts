/** The resources of a container that runs: what the kubelet says of them, and whether others need a restart. */
// Models kubernetes/pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodResizeAction)
import type { Container, ContainerStatus } from '../../api/types.ts';
import { equal } from '../../base/values.ts';

type Quantities = Readonly<Record<string, unknown>> | undefined;

/** A resource changes for which the container's policy says `RestartContainer`. */
export function resizeRestarts({ resources: before }: Container, { resources, resizePolicy = [] }: Container): boolean {
  return resizePolicy.some(({ resourceName: name, restartPolicy }) => {
    const of = (given: Container['resources']): unknown[] =>
      [given?.requests, given?.limits].map((quantities) => (quantities as Quantities)?.[name]);
    return restartPolicy === 'RestartContainer' && !equal(of(before), of(resources));
  });
}

/**
 * Returns the resources that the status reports; the recorded kubelet reports them only for containers with requests or
 * limits.
 */
export function reportedResources(
  { resources = {} }: Container,
  standIn: boolean,
): Pick<ContainerStatus, 'resources' | 'allocatedResources'> {
  const { requests, limits } = resources;
  if (standIn && requests === undefined && limits === undefined) return {};
  return { ...(requests && { allocatedResources: requests }), resources };
}
