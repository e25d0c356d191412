/** The Pod's claims exist, and those whose class does not wait for a consumer are bound. */
// Models kubernetes/pkg/scheduler/framework/plugins/volumebinding
// Differs: volumes can be had on every node.
import { claimNames } from '../../controllers/volume/claim-protection.ts';
import type { FilterPlugin } from './filter.ts';

export const volumeBinding: FilterPlugin = (pod, { store }) => {
  for (const name of claimNames(pod)) {
    const claim = store.get('persistentvolumeclaims', name, pod.metadata.namespace);
    if (claim === undefined) return `persistentvolumeclaim "${name}" not found`;
    if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`;
    const storageClass = store.get('storageclasses', claim.spec.storageClassName ?? '');
    const immediate = storageClass?.volumeBindingMode !== 'WaitForFirstConsumer';
    if (claim.status.phase !== 'Bound' && immediate) return 'pod has unbound immediate PersistentVolumeClaims';
  }
  return undefined;
};
