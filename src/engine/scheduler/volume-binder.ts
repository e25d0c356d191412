/** Binds the claims of a Pod whose node is chosen, and reports when they are bound. */
// Models kubernetes/pkg/scheduler/framework/plugins/volumebinding/binder.go (BindPodVolumes)
import { boundTo, isFullyBound, selectedNode } from '../api/claims.ts';
import type { Node, PersistentVolumeClaim, Pod } from '../api/types.ts';
import type { ComponentContext } from '../controllers/component.ts';
import { reaches } from '../controllers/volume/find-volume.ts';
import { claimNames } from '../controllers/volume/pod-claims.ts';
import { findPodVolumes, unboundClaims } from './filters/volume-binding.ts';

const actor = (reason: string) => ({ name: 'default-scheduler', reason });

export class VolumeBinder {
  constructor(private readonly context: ComponentContext) {}

  /**
   * Binds existing volumes to the Pod's claims and has the others provisioned for the node. Returns true if there is
   * something to wait for.
   */
  bind(pod: Pod, node: Node): boolean {
    const { api, store } = this.context;
    const unbound = unboundClaims(pod, store);
    if (unbound.length === 0) return false;
    const bindings = findPodVolumes(unbound, store.list('persistentvolumes'), node, store)!;
    for (const [claim, volume] of bindings) {
      if (volume !== undefined) api.update(boundTo(volume, claim), actor('BindVolume'));
      else if (claim.metadata.annotations?.[selectedNode] === undefined) {
        const annotations = { ...claim.metadata.annotations, [selectedNode]: node.metadata.name };
        api.update({ ...claim, metadata: { ...claim.metadata, annotations } } as never, actor('SelectNode'));
      }
    }
    return true;
  }

  /** `bound`: the Pod can be assigned to its node. `failed`: it must be scheduled again. */
  check(pod: Pod, nodeName: string): 'bound' | 'waiting' | 'failed' {
    const { store } = this.context;
    const node = store.get('nodes', nodeName);
    if (node === undefined) return 'failed';
    let waiting = false;
    for (const name of claimNames(pod)) {
      const claim = store.get('persistentvolumeclaims', name, pod.metadata.namespace);
      if (claim === undefined || claim.metadata.deletionTimestamp !== undefined) return 'failed';
      if (!isFullyBound(claim)) waiting = true;
      else if (!this.#isReached(claim, node)) return 'failed';
    }
    return waiting ? 'waiting' : 'bound';
  }

  #isReached({ spec, status }: PersistentVolumeClaim, node: Node): boolean {
    const volume = this.context.store.get('persistentvolumes', spec.volumeName ?? '');
    return status.phase !== 'Lost' && volume !== undefined && reaches(volume, node);
  }
}
