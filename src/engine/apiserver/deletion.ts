/** Deletion requests: finalizers and grace periods that keep an object, and for how long. */
import type { KubernetesObject, Namespace, Pod, ResourceName } from '../api/types.ts';
import type { DeleteOptions } from './api.ts';

/** True of a namespace until what is in it has been deleted. */
export const holdsContent = (object: KubernetesObject): boolean =>
  object.kind === 'Namespace' && ((object as Namespace).spec.finalizers ?? []).length > 0;

/** Keeps a CustomResourceDefinition until the objects of its kind have been deleted. */
export const customResourceCleanup = 'customresourcecleanup.apiextensions.k8s.io';

/** Finalizers with those of the propagation policy; background deletion is the default and needs none. */
export function finalizersFor(object: KubernetesObject, options: DeleteOptions): readonly string[] {
  const begins = object.kind === 'CustomResourceDefinition' && object.metadata.deletionTimestamp === undefined;
  const have = [...(object.metadata.finalizers ?? []), ...(begins ? [customResourceCleanup] : [])];
  const policy = options.propagationPolicy;
  if (policy === undefined) return have;
  const others = have.filter((f) => f !== 'orphan' && f !== 'foregroundDeletion');
  if (policy === 'Orphan') return [...others, 'orphan'];
  return policy === 'Foreground' ? [...others, 'foregroundDeletion'] : others;
}

/** Seconds a Pod is given to end; 0 for one that no kubelet runs (not scheduled, or finished), and for other kinds. */
export function gracePeriod(resource: ResourceName, object: KubernetesObject, options: DeleteOptions): number {
  if (resource !== 'pods') return 0;
  const { spec, status } = object as Pod;
  if (!spec.nodeName || status.phase === 'Failed' || status.phase === 'Succeeded') return 0;
  const seconds = options.gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30;
  return seconds < 0 ? 1 : seconds;
}
