/** Deletion requests: the finalizers and grace periods that keep an object. */
import type { KubernetesObject, Namespace, Pod, ResourceName } from '../api/types.ts';
import type { DeleteOptions } from './api.ts';

/** Kept by a namespace until its objects are deleted. */
export const holdsContent = (object: KubernetesObject): boolean =>
  object.kind === 'Namespace' && ((object as Namespace).spec.finalizers ?? []).length > 0;

/** Kept by a CustomResourceDefinition until the objects of its kind are deleted. */
export const customResourceCleanup = 'customresourcecleanup.apiextensions.k8s.io';

/** Returns the finalizers with those of the propagation policy; background deletion, the default, needs none. */
export function finalizersFor(object: KubernetesObject, options: DeleteOptions): readonly string[] {
  const begins = object.kind === 'CustomResourceDefinition' && object.metadata.deletionTimestamp === undefined;
  const have = [...(object.metadata.finalizers ?? []), ...(begins ? [customResourceCleanup] : [])];
  const policy = options.propagationPolicy;
  if (policy === undefined) return have;
  const others = have.filter((f) => f !== 'orphan' && f !== 'foregroundDeletion');
  if (policy === 'Orphan') return [...others, 'orphan'];
  return policy === 'Foreground' ? [...others, 'foregroundDeletion'] : others;
}

/**
 * Returns the grace period in seconds; 0 for a Pod that no kubelet runs (not scheduled, or finished), and for other
 * kinds.
 */
export function gracePeriod(resource: ResourceName, object: KubernetesObject, options: DeleteOptions): number {
  if (resource !== 'pods') return 0;
  const { spec, status } = object as Pod;
  if (!spec.nodeName || status.phase === 'Failed' || status.phase === 'Succeeded') return 0;
  const seconds = options.gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30;
  return seconds < 0 ? 1 : seconds;
}
