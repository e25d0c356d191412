/** Attaches volumes to the nodes of Pods that use them, and detaches them when it is safe, or after a time-out. */
// Models kubernetes/pkg/controller/volume/attachdetach/reconciler
// Differs: the external attacher is part of it, and a node's kubelet is asked what it has mounted; upstream reads that
// from status.volumesInUse.
import { hasTaint, taintKey } from '../../api/taints.ts';
import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../api/types.ts';
import type { Component, ComponentContext, WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import { isNodeReady } from '../nodelifecycle/node-conditions.ts';
import { claimNames } from '../volume/pod-claims.ts';
import { attachmentName, attachmentOf, isAttachable } from './attachments.ts';

const controllerName = 'attachdetach-controller';
const actor = (reason: string) => ({ name: controllerName, reason });
/** Virtual ms after which a volume is detached from an unhealthy node, even if it is mounted. */
const maxWaitForUnmount = 360_000;
/** Virtual ms between two checks of a mounted volume on a healthy node. */
const unmountCheck = 500;

const isFinished = ({ status }: Pod): boolean => status.phase === 'Failed' || status.phase === 'Succeeded';

export class AttachDetachController implements Component {
  readonly name = 'attachdetach';
  /** Pods on nodes, by the claims that they use. */
  readonly #users = new Map<string, Map<string, Pod>>();
  /** By volume and node: since when it should be detached, or `undefined` while it is used. */
  readonly attached = new Map<string, Map<string, number | undefined>>();
  /**
   * By volume: keys of the claims through which Pods use it. They keep using it if the claim is deleted, or the volume
   * is given to another claim.
   */
  readonly #claims = new Map<string, Set<string>>();
  /** Uids of Pods with an Event about a volume that is attached elsewhere. */
  readonly #reported = new Set<string>();

  constructor(
    private readonly context: ComponentContext,
    private readonly isMounted: (volume: string, node: string) => boolean,
  ) {}

  readonly watches = {
    pods: ({ type, object }: WatchedWrite): void => {
      const pod = object as Pod;
      if (!pod.spec.nodeName) return;
      const { namespace, uid } = pod.metadata;
      const gone = type === 'DELETED' || isFinished(pod);
      for (const name of claimNames(pod)) {
        const key = `${namespace}/${name}`;
        const users = this.#users.get(key) ?? new Map<string, Pod>();
        if (gone ? !users.delete(uid) : users.has(uid)) continue;
        if (!gone) users.set(uid, pod);
        this.#users.set(key, users);
        const volume = this.context.store.get('persistentvolumeclaims', name, namespace)?.spec.volumeName;
        this.#wake(volume);
        if (gone && !this.#claims.get(volume ?? '')?.has(key)) this.#wakeAllOf(key);
      }
    },
    persistentvolumeclaims: ({ object }: WatchedWrite): void => {
      const { metadata, spec } = object as PersistentVolumeClaim;
      if (this.#users.get(`${metadata.namespace}/${metadata.name}`)?.size) this.#wake(spec.volumeName);
    },
    nodes: ({ object }: WatchedWrite): void => {
      for (const [volume, nodes] of this.attached) {
        if (nodes.get(object.metadata.name) !== undefined) this.#wake(volume);
      }
    },
  };

  #wakeAllOf(claim: string): void {
    for (const [volume, claims] of this.#claims) if (claims.has(claim)) this.#wake(volume);
  }

  #wake(volume: string | undefined, delay: number = latency.attach): void {
    if (volume !== undefined) this.context.clock.schedule(this.name, volume, delay);
  }

  run(name: string): void {
    const volume = this.context.store.get('persistentvolumes', name);
    const ref = volume?.spec.claimRef;
    const claim = ref && `${ref.namespace}/${ref.name}`;
    const claims = this.#claimsOf(name, claim);
    const users = [...claims].flatMap((key) => this.#usersOf(key));
    const attached = this.attached.get(name) ?? new Map<string, number | undefined>();
    this.attached.set(name, attached);
    // Detach first, so that a volume can move with its Pod.
    for (const [node, since] of attached) {
      if (users.some((p) => p.spec.nodeName === node)) attached.set(node, undefined);
      else this.#detach(name, node, since, attached);
    }
    if (volume !== undefined && isAttachable(volume)) {
      for (const pod of this.#usersOf(claim))
        if (!attached.has(pod.spec.nodeName!)) this.#attach(volume, pod, users, attached);
    }
    if (attached.size === 0) this.attached.delete(name);
  }

  #usersOf(claim: string | undefined): readonly Pod[] {
    return [...(this.#users.get(claim ?? '')?.values() ?? [])];
  }

  /**
   * Returns the claims through which Pods use the volume.
   * @param present The claim that it is bound to.
   */
  #claimsOf(volume: string, present: string | undefined): ReadonlySet<string> {
    const claims = [...(this.#claims.get(volume) ?? []), ...(present === undefined ? [] : [present])];
    const used = new Set(claims.filter((claim) => this.#users.get(claim)?.size));
    if (used.size > 0) this.#claims.set(volume, used);
    else this.#claims.delete(volume);
    return used;
  }

  #detach(volume: string, node: string, since: number | undefined, attached: Map<string, number | undefined>): void {
    const { api, clock, random, store } = this.context;
    const begun = since ?? clock.now;
    attached.set(node, begun);
    const object = store.get('nodes', node);
    const healthy = isNodeReady(object);
    const force = hasTaint(object, taintKey.outOfService) || (!healthy && clock.now >= begun + maxWaitForUnmount);
    if (this.isMounted(volume, node) && !force) {
      return this.#wake(volume, healthy ? unmountCheck : begun + maxWaitForUnmount - clock.now);
    }
    attached.delete(node);
    const attachment = attachmentOf(store, random, volume, node);
    if (attachment !== undefined) {
      const { name } = attachment.metadata;
      api.delete('volumeattachments', name, undefined, actor(force ? 'ForceDetach' : 'Detach'));
    }
  }

  #attach(volume: PersistentVolume, pod: Pod, users: readonly Pod[], attached: Map<string, number | undefined>): void {
    const { api, random, recorder, store } = this.context;
    const { name } = volume.metadata;
    const node = pod.spec.nodeName!;
    const shared = volume.spec.accessModes?.some((mode) => !mode.startsWith('ReadWriteOnce')) ?? false;
    if (attached.size > 0 && !shared) return this.#refuse(volume, pod, users);
    this.#reported.delete(pod.metadata.uid);
    attached.set(node, undefined);
    if (attachmentOf(store, random, name, node) === undefined) {
      const metadata = { name: attachmentName(random, name, node) };
      const spec = { attacher: volume.spec.csi!.driver, nodeName: node, source: { persistentVolumeName: name } };
      const status = { attached: true };
      api.create(
        { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttachment', metadata, spec, status },
        actor('Attach'),
      );
    }
    const message = `AttachVolume.Attach succeeded for volume "${name}" `;
    recorder.event(pod, 'Normal', 'SuccessfulAttachVolume', message, controllerName);
  }

  /** Reports once that the volume is attached to another node, and cannot be attached to two. */
  #refuse({ metadata }: PersistentVolume, pod: Pod, users: readonly Pod[]): void {
    if (this.#reported.has(pod.metadata.uid)) return;
    this.#reported.add(pod.metadata.uid);
    const others = users.filter((p) => p.spec.nodeName !== pod.spec.nodeName).map((p) => p.metadata.name);
    const why =
      others.length === 0
        ? "Volume is already exclusively attached to one node and can't be attached to another"
        : `Volume is already used by pod(s) ${others.join(', ')}`;
    const message = `Multi-Attach error for volume "${metadata.name}" ${why}`;
    this.context.recorder.event(pod, 'Warning', 'FailedAttachVolume', message, controllerName);
  }
}
