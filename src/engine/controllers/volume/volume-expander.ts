/**
 * Expands the volumes of claims that request more: first the storage system, then the file system, which the kubelet of
 * a node with the mounted volume expands.
 */
// Models kubernetes/pkg/controller/volume/expand/expand_controller.go, the CSI resizer beside the cluster, and
// pkg/volume/util/operationexecutor (NodeExpandVolume)
import { timestamp } from '../../sim/time.ts';
import { compareQuantities } from '../../api/quantity.ts';
import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import { requestOf } from './find-volume.ts';
import { claimNames, usesClaim } from './pod-claims.ts';

const pendingMessage = 'Waiting for user to (re-)start a pod to finish file system resize of volume on node.';

type Condition = NonNullable<PersistentVolumeClaim['status']['conditions']>[number];

export class VolumeExpander implements Component {
  readonly name = 'volume-expand';
  /** Virtual ms at which the storage system will have expanded the volume, by the claim's key. */
  readonly #due = new Map<string, number>();
  /** Keys of the claims whose file system is not expanded yet. */
  readonly #pending = new Set<string>();

  /** @param isMounted Returns true if a node has a volume mounted. */
  constructor(
    private readonly context: ComponentContext,
    private readonly isMounted: (volume: string, node: string) => boolean,
  ) {}

  readonly watches = {
    persistentvolumeclaims: ({ type, object, previous }: WatchedWrite): void => {
      const claim = object as PersistentVolumeClaim;
      if (type === 'DELETED') this.#forget(keyOf(claim));
      if (type !== 'MODIFIED' || claim.status.phase !== 'Bound') return;
      if (compareQuantities(requestOf(claim), requestOf(previous as PersistentVolumeClaim)) > 0)
        this.#wake(keyOf(claim));
    },
    pods: ({ object }: WatchedWrite): void => {
      const pod = object as Pod;
      if (this.#pending.size === 0 || !pod.spec.nodeName) return;
      for (const name of claimNames(pod)) {
        const key = `${pod.metadata.namespace}/${name}`;
        if (this.#pending.has(key)) this.#wake(key);
      }
    },
  };

  #wake(key: string, delay: number = latency.volumeSync): void {
    this.context.clock.schedule(this.name, key, delay);
  }

  #forget(key: string): void {
    this.#due.delete(key);
    this.#pending.delete(key);
  }

  run(key: string): void {
    const { store } = this.context;
    const { namespace, name } = splitKey(key);
    const claim = store.get('persistentvolumeclaims', name, namespace);
    const volume = store.get('persistentvolumes', claim?.spec.volumeName ?? '');
    if (claim === undefined || volume === undefined || volume.spec.claimRef?.uid !== claim.metadata.uid) return;
    if (this.#pending.has(key)) return this.#expandFileSystem(key, claim, volume);
    if (compareQuantities(requestOf(claim), String(claim.status.capacity?.['storage'] ?? 0)) > 0) {
      this.#expandVolume(key, claim, volume);
    }
  }

  #expandVolume(key: string, claim: PersistentVolumeClaim, volume: PersistentVolume): void {
    const { api, clock, random } = this.context;
    const due = this.#due.get(key);
    if (due === undefined) {
      const waiting = 'waiting for an external controller to expand this PVC';
      this.#event(claim, 'ExternalExpanding', waiting, 'volume_expand');
      const { csi } = volume.spec;
      // A directory of a node cannot be expanded.
      if (csi === undefined) return;
      this.#setStatus(claim, this.#condition('Resizing'));
      this.#event(
        claim,
        'Resizing',
        `External resizer is resizing volume ${volume.metadata.name}`,
        `external-resizer ${csi.driver}`,
      );
      const [min, max] = latency.provision;
      const takes = random.between(min, max, `expand ${claim.metadata.uid} ${requestOf(claim)}`);
      this.#due.set(key, clock.now + takes);
      return this.#wake(key, takes);
    }
    if (due > clock.now) return;
    this.#due.delete(key);
    const capacity = { ...volume.spec.capacity, storage: requestOf(claim) };
    const actor = { name: `external-resizer ${volume.spec.csi!.driver}`, reason: 'ResizeVolume' };
    api.update({ ...volume, spec: { ...volume.spec, capacity } } as never, actor);
    if (claim.spec.volumeMode === 'Block') return this.#finish(claim, requestOf(claim));
    this.#pending.add(key);
    this.#setStatus(claim, { ...this.#condition('FileSystemResizePending'), message: pendingMessage });
    this.#event(claim, 'FileSystemResizeRequired', 'Require file system resize of volume on node', actor.name);
    this.#wake(key, latency.kubeletSync);
  }

  /** Waits for a Pod that mounts the volume. */
  #expandFileSystem(key: string, claim: PersistentVolumeClaim, volume: PersistentVolume): void {
    const { name } = volume.metadata;
    const pod = this.context.store
      .inNamespace('pods', claim.metadata.namespace!)
      .find((p) => p.spec.nodeName && usesClaim(p, claim) && this.isMounted(name, p.spec.nodeName));
    if (pod === undefined) return;
    this.#pending.delete(key);
    const { nodeName } = pod.spec;
    const message = `MountVolume.NodeExpandVolume succeeded for volume "${name}" ${nodeName}`;
    for (const object of [pod, claim]) {
      this.context.recorder.event(object, 'Normal', 'FileSystemResizeSuccessful', message, 'kubelet', {
        host: nodeName!,
      });
    }
    const size = String(volume.spec.capacity!['storage']);
    this.#finish(claim, size);
    // The claim may request even more by now.
    if (compareQuantities(requestOf(claim), size) > 0) this.#wake(key);
  }

  #finish(claim: PersistentVolumeClaim, storage: string): void {
    this.#setStatus({ ...claim, status: { ...claim.status, capacity: { ...claim.status.capacity, storage } } });
  }

  #condition(type: string): Condition {
    const lastTransitionTime = timestamp(this.context.clock.now);
    return { type, status: 'True', lastProbeTime: null, lastTransitionTime } as unknown as Condition;
  }

  /** Writes the status with this resize condition, or without one. */
  #setStatus({ status: { conditions: _, ...status }, ...claim }: PersistentVolumeClaim, condition?: Condition): void {
    const next = { ...status, ...(condition !== undefined && { conditions: [condition] }) };
    const stored = this.context.api.get('persistentvolumeclaims', claim.metadata.name, claim.metadata.namespace)!;
    this.context.api.updateStatus({ ...stored, status: next } as never, { name: 'volume-expand', reason: 'Resize' });
  }

  #event(claim: PersistentVolumeClaim, reason: string, message: string, component: string): void {
    this.context.recorder.event(claim, 'Normal', reason, message, component);
  }
}

const keyOf = ({ metadata }: PersistentVolumeClaim): string => `${metadata.namespace}/${metadata.name}`;
