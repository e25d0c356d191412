/** The resources of a running container: those in its status, and changes that need a restart. */
// Models kubernetes/pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodResizeAction)
import type { Container, ContainerStatus } from '../../api/types.ts';
import { equal } from '../../base/values.ts';

type Quantities = Readonly<Record<string, unknown>> | undefined;

/** Returns true if a resource changes whose resize policy is `RestartContainer`. */
export function resizeRestarts({ resources: before }: Container, { resources, resizePolicy = [] }: Container): boolean {
  return resizePolicy.some(({ resourceName: name, restartPolicy }) => {
    const of = (given: Container['resources']): unknown[] =>
      [given?.requests, given?.limits].map((quantities) => (quantities as Quantities)?.[name]);
    return restartPolicy === 'RestartContainer' && !equal(of(before), of(resources));
  });
}

/**
 * Returns the resources in the status; the kubelet of the recordings reports them only for containers with requests or
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
