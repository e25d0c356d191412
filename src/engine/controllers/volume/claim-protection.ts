/** Keeps a claim that is being deleted until no Pod uses it. */
// Models kubernetes/pkg/controller/volume/pvcprotection/pvc_protection_controller.go
import type { PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { pvcProtection } from '../../apiserver/admission/storage.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import { claimNames, usesClaim } from './pod-claims.ts';

export class ClaimProtectionController implements Component {
  readonly name = 'pvc-protection';

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    persistentvolumeclaims: ({ object }: WatchedWrite): void => this.#wake(object as PersistentVolumeClaim),
    pods: ({ type, object }: WatchedWrite): void => {
      if (type !== 'DELETED') return;
      for (const name of claimNames(object as Pod)) {
        const claim = this.context.store.get('persistentvolumeclaims', name, object.metadata.namespace);
        if (claim !== undefined) this.#wake(claim);
      }
    },
  };

  #wake(claim: PersistentVolumeClaim): void {
    const { deletionTimestamp, finalizers, namespace, name } = claim.metadata;
    if (deletionTimestamp === undefined || !finalizers?.includes(pvcProtection)) return;
    this.context.clock.schedule(this.name, `${namespace}/${name}`, latency.volumeSync);
  }

  run(key: string): void {
    const { store, api } = this.context;
    const { namespace, name } = splitKey(key);
    const claim = store.get('persistentvolumeclaims', name, namespace);
    if (claim?.metadata.deletionTimestamp === undefined) return;
    for (const pod of store.inNamespace('pods', namespace)) {
      if (pod.spec.nodeName && usesClaim(pod, claim)) return;
    }
    const finalizers = claim.metadata.finalizers?.filter((f) => f !== pvcProtection) ?? [];
    const actor = { name: 'pvc-protection-controller', reason: 'RemoveFinalizer' };
    api.update({ ...claim, metadata: { ...claim.metadata, finalizers } }, actor);
  }
}
