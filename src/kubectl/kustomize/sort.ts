/** Sorts the resources of a build. */
// Models sigs.k8s.io/kustomize/api/internal/builtins/SortOrderTransformer.go
import { BuildError } from './build-error.ts';
import type { SortOptions } from './kustomization.ts';
import { gvkText, type Id, type Resource } from './resource.ts';

const usualFirst =
  'Namespace ResourceQuota StorageClass CustomResourceDefinition ServiceAccount PodSecurityPolicy Role ClusterRole RoleBinding ClusterRoleBinding ConfigMap Secret Endpoints Service LimitRange PriorityClass PersistentVolume PersistentVolumeClaim Deployment StatefulSet CronJob PodDisruptionBudget';
const usualLast = 'MutatingWebhookConfiguration ValidatingWebhookConfiguration';

/** Kinds that others depend on come first, unless the kustomization sets another order, or its own. */
export function inOrder(
  resources: readonly Resource[],
  options: SortOptions = { order: 'legacy' },
): readonly Resource[] {
  const { order = '', legacySortOptions } = options;
  if (order !== 'fifo' && order !== 'legacy') {
    throw new BuildError("the field 'sortOptions.order' must be one of [fifo, legacy]");
  }
  if (order === 'fifo') {
    if (legacySortOptions === undefined) return resources;
    throw new BuildError(
      "the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'",
    );
  }
  const first = legacySortOptions?.orderFirst ?? (legacySortOptions ? [] : usualFirst.split(' '));
  const last = legacySortOptions?.orderLast ?? (legacySortOptions ? [] : usualLast.split(' '));
  const rank = (kind: string): number => {
    if (last.includes(kind)) return 1 + last.indexOf(kind);
    return first.includes(kind) ? first.indexOf(kind) - first.length : 0;
  };
  const keyed = resources.map((resource) => ({ resource, rank: rank(resource.id.kind), key: sortText(resource.id) }));
  keyed.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ resource }) => resource);
}

const sortText = (id: Id): string =>
  `${id.group || '~G'}_${id.version || '~V'}_${id.kind || '~K'} ${gvkText(id)}|${id.namespace || '~X'}|${id.name || '~N'}`;
