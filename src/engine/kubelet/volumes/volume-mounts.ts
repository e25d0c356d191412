/** The volumes that a Pod can mount: those attached to its node, and those that need no attachment. */
// Models kubernetes/pkg/kubelet/volumemanager (WaitForAttachAndMount)
import type { PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { attachmentName, attachmentOf, isAttachable } from '../../controllers/attachdetach/attachments.ts';
import type { ComponentContext } from '../../controllers/component.ts';
import { claimNameOf } from '../../controllers/volume/pod-claims.ts';
import type { MountAttempts } from './mount-attempts.ts';
import { mountProblem } from './references.ts';

export class VolumeMounts {
  /** Keys of waiting Pods, by the name of the VolumeAttachment or the key of the claim that they wait for. */
  readonly #waiting = new Map<string, Set<string>>();

  /** @param needObjects True if volumes with API objects wait for these. */
  constructor(
    private readonly context: ComponentContext,
    private readonly needAttachment: boolean,
    private readonly needObjects: boolean,
    private readonly tell: {
      readonly failed: (pod: Pod, message: string) => void;
      readonly wake: (pod: string) => void;
    },
  ) {}

  /**
   * Mounts the available volumes.
   * @returns names of the Pod's PersistentVolumes; `undefined` while one is not mounted.
   */
  mount(pod: Pod, attempts: MountAttempts): readonly string[] | undefined {
    const attached = this.#attached(pod);
    if (!this.needObjects) return attached;
    const { clock, store } = this.context;
    const volumes = new Map((pod.spec.volumes ?? []).map((volume) => [volume.name, volume]));
    const mounted = attempts.advance(
      clock.now,
      [...volumes.keys()],
      (name) => mountProblem(volumes.get(name)!, pod, store),
      (name, problem) => this.tell.failed(pod, `MountVolume.SetUp failed for volume "${name}" : ${problem}`),
    );
    return mounted ? attached : undefined;
  }

  /** `undefined` while a claim is not bound, or a volume is not attached to the Pod's node. */
  #attached(pod: Pod): readonly string[] | undefined {
    const { store, random } = this.context;
    const { namespace } = pod.metadata;
    const volumes: string[] = [];
    for (const volume of pod.spec.volumes ?? []) {
      const claimName = claimNameOf(pod, volume);
      if (claimName === undefined) continue;
      const claim = store.get('persistentvolumeclaims', claimName, namespace);
      if (claim?.spec.volumeName) volumes.push(claim.spec.volumeName);
      const problem = this.needAttachment ? claimProblem(claimName, claim) : undefined;
      if (problem === undefined) continue;
      // The manifest names the node; the scheduler would have waited.
      if (this.#waitFor(`${namespace}/${claimName}`, pod)) {
        const at = `unmounted volumes=[${volume.name}], unattached volumes=[], failed to process volumes=[${volume.name}]`;
        const message = `Unable to attach or mount volumes: ${at}: error processing PVC ${namespace}/${claimName}: ${problem}`;
        this.tell.failed(pod, message);
      }
      return undefined;
    }
    if (!this.needAttachment) return volumes;
    for (const volume of volumes) {
      const node = pod.spec.nodeName!;
      if (!isAttachable(store.get('persistentvolumes', volume)) || attachmentOf(store, random, volume, node)) continue;
      this.#waitFor(attachmentName(random, volume, node), pod);
      return undefined;
    }
    return volumes;
  }

  /** @returns false if it waits for it already. */
  #waitFor(name: string, { metadata }: Pod): boolean {
    const key = `${metadata.namespace}/${metadata.name}`;
    const waiting = this.#waiting.get(name) ?? new Set();
    if (waiting.has(key)) return false;
    this.#waiting.set(name, waiting.add(key));
    return true;
  }

  /** Notes that a VolumeAttachment or a claim that Pods may wait for exists. */
  arrived(name: string): void {
    const keys = this.#waiting.get(name) ?? [];
    this.#waiting.delete(name);
    for (const key of keys) this.tell.wake(key);
  }
}

/** The reason why no Pod can use the claim, in the kubelet's words. */
function claimProblem(name: string, claim: PersistentVolumeClaim | undefined): string | undefined {
  if (claim === undefined) return `failed to fetch PVC from API server: persistentvolumeclaims "${name}" not found`;
  if (claim.metadata.deletionTimestamp !== undefined) return 'PVC is being deleted';
  return claim.status.phase === 'Bound' ? undefined : 'PVC is not bound';
}
