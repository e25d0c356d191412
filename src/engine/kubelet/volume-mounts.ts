/** Which volumes a Pod can mount: those that are attached to its node, and those that need not be. */
// Models kubernetes/pkg/kubelet/volumemanager (WaitForAttachAndMount)
import type { Pod } from '../api/types.ts';
import { attachmentName, isAttachable } from '../controllers/attachdetach/attachments.ts';
import type { ComponentContext } from '../controllers/component.ts';
import { claimNames } from '../controllers/volume/pod-claims.ts';

export class VolumeMounts {
  /** Keys of Pods that wait for a VolumeAttachment, by its name. */
  readonly #waiting = new Map<string, Set<string>>();

  constructor(
    private readonly context: ComponentContext,
    private readonly needAttachment: boolean,
  ) {}

  /** Names of the Pod's volumes; `undefined` while one of them is not attached to its node. */
  mountable(pod: Pod): readonly string[] | undefined {
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
