/** Which volumes a Pod can mount: those that are attached to its node, and those that need not be. */
// Models kubernetes/pkg/kubelet/volumemanager (WaitForAttachAndMount)
import type { Pod } from '../api/types.ts';
import { attachmentName, isAttachable } from '../controllers/attachdetach/attachments.ts';
import type { ComponentContext } from '../controllers/component.ts';
import { claimNames } from '../controllers/volume/pod-claims.ts';
import type { MountAttempts } from './mount-attempts.ts';
import { mountProblem } from './references.ts';

export class VolumeMounts {
  /** Keys of Pods that wait for a VolumeAttachment, by its name. */
  readonly #waiting = new Map<string, Set<string>>();

  /** @param needObjects volumes made of API objects wait for them. */
  constructor(
    private readonly context: ComponentContext,
    private readonly needAttachment: boolean,
    private readonly needObjects: boolean,
    private readonly onFailure: (pod: Pod, message: string) => void,
  ) {}

  /** Mounts what is there. @returns names of the Pod's PersistentVolumes; `undefined` while not all is mounted. */
  mount(pod: Pod, attempts: MountAttempts): readonly string[] | undefined {
    const attached = this.#attached(pod);
    if (!this.needObjects) return attached;
    const { clock, store } = this.context;
    const volumes = new Map((pod.spec.volumes ?? []).map((volume) => [volume.name, volume]));
    const mounted = attempts.advance(
      clock.now,
      [...volumes.keys()],
      (name) => mountProblem(volumes.get(name)!, pod, store),
      (name, problem) => this.onFailure(pod, `MountVolume.SetUp failed for volume "${name}" : ${problem}`),
    );
    return mounted ? attached : undefined;
  }

  /** `undefined` while a volume is not attached to the Pod's node. */
  #attached(pod: Pod): readonly string[] | undefined {
    const { store, random } = this.context;
    const { namespace, name } = pod.metadata;
    const volumes = claimNames(pod).flatMap(
      (claim) => store.get('persistentvolumeclaims', claim, namespace)?.spec.volumeName ?? [],
    );
    if (!this.needAttachment) return volumes;
    for (const volume of volumes) {
      const attachment = attachmentName(random, volume, pod.spec.nodeName!);
      if (!isAttachable(store.get('persistentvolumes', volume)) || store.get('volumeattachments', attachment)) continue;
      this.#waiting.set(attachment, (this.#waiting.get(attachment) ?? new Set()).add(`${namespace}/${name}`));
      return undefined;
    }
    return volumes;
  }

  /** The Pods, by key, that have waited for the attachment; they no longer count as waiting. */
  waitedFor(attachment: string): Iterable<string> {
    const keys = this.#waiting.get(attachment) ?? [];
    this.#waiting.delete(attachment);
    return keys;
  }
}
