/** Binds claims to volumes, requests new volumes, and reclaims released ones. */
// Models kubernetes/pkg/controller/volume/persistentvolume/pv_controller.go
// Differs: claims and volumes are not checked every 15 s, but after each change that could help them.
import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import {
  bindCompleted,
  boundByController,
  boundTo,
  classOf,
  defaultClass,
  hasClass,
  isPreBound,
  provisionedBy,
  selectedNode,
  storageClassOf,
  waitsForConsumer,
} from '../../api/claims.ts';
import { pvProtection } from '../../apiserver/admission/storage.ts';
import { findVolume, mismatch } from './find-volume.ts';
import { usesClaim } from './pod-claims.ts';
import { deletionProblem } from './reclaim.ts';
import { Provisioner } from './provisioner.ts';

const controllerName = 'persistentvolume-controller';
const actor = (reason: string) => ({ name: controllerName, reason });

export class PersistentVolumeBinder implements Component {
  readonly name = 'persistentvolume-binder';
  /** Names of volumes that are not reserved for a claim. */
  readonly #free = new Set<string>();
  /** Names of the reserved volumes, by the claim's key. */
  readonly #reserved = new Map<string, Set<string>>();
  /** Keys of the claims that name a volume, by its name. */
  readonly #naming = new Map<string, Set<string>>();
  readonly #provisioner: Provisioner;

  constructor(private readonly context: ComponentContext) {
    this.#provisioner = new Provisioner(context);
  }

  readonly watches = {
    persistentvolumeclaims: ({ object, previous, type }: WatchedWrite): void => {
      const key = keyOf(object as PersistentVolumeClaim);
      this.#wake(`claim ${key}`);
      const [before, now] = [previous, object].map((c) => (c as PersistentVolumeClaim | undefined)?.spec.volumeName);
      if (before) this.#naming.get(before)?.delete(key);
      if (now && type !== 'DELETED') setOf(this.#naming, now).add(key);
      if (now && type === 'DELETED') this.#wake(`volume ${now}`);
    },
    persistentvolumes: ({ object, previous, type }: WatchedWrite): void => {
      const { name } = object.metadata;
      const [before, now] = [previous, object].map((pv) => claimKey(pv as PersistentVolume | undefined));
      this.#wake(`volume ${name}`);
      this.#free.delete(name);
      if (before !== undefined) this.#reserved.get(before)?.delete(name);
      for (const key of this.#naming.get(name) ?? []) this.#wake(`claim ${key}`);
      if (now !== undefined) this.#wake(`claim ${now}`);
      if (type === 'DELETED') return;
      if (now !== undefined) setOf(this.#reserved, now).add(name);
      else {
        this.#free.add(name);
        this.#wakePendingClaims();
      }
    },
    storageclasses: (): void => this.#wakePendingClaims(),
  };

  #wake(key: string, delay: number = latency.volumeSync): void {
    this.context.clock.schedule(this.name, key, delay);
  }

  #wakePendingClaims(): void {
    for (const claim of this.context.store.list('persistentvolumeclaims')) {
      if (!claim.spec.volumeName) this.#wake(`claim ${keyOf(claim)}`);
    }
  }

  run(key: string): void {
    const space = key.indexOf(' ');
    const rest = key.slice(space + 1);
    if (key.startsWith('volume ')) return this.#syncVolume(rest);
    const { namespace, name } = splitKey(rest);
    const claim = this.context.store.get('persistentvolumeclaims', name, namespace);
    if (claim === undefined || claim.metadata.deletionTimestamp !== undefined) return;
    if (claim.metadata.annotations?.[bindCompleted] !== undefined) this.#syncBoundClaim(claim);
    else if (claim.spec.volumeName) this.#bindToNamedVolume(claim, claim.spec.volumeName);
    else this.#syncUnboundClaim(claim);
  }

  #syncUnboundClaim(claim: PersistentVolumeClaim): void {
    const { api, store } = this.context;
    const storageClass = storageClassOf(claim, store);
    const delayed = waitsForConsumer(storageClass);
    const names = [...(this.#reserved.get(keyOf(claim)) ?? []), ...(delayed ? [] : this.#free)];
    const volumes = names.flatMap((name) => store.get('persistentvolumes', name) ?? []);
    const volume = findVolume(claim, volumes, { delayed });
    if (volume !== undefined) return this.#bind(claim, volume);
    const fallback = hasClass(claim) ? undefined : defaultClass(store);
    if (fallback !== undefined) {
      const spec = { ...claim.spec, storageClassName: fallback.metadata.name };
      api.update({ ...claim, spec } as never, actor('AssignDefaultClass'));
    } else if (delayed && claim.metadata.annotations?.[selectedNode] === undefined) {
      this.#event(claim, 'Normal', ...this.#delayReason(claim));
    } else if (classOf(claim) !== '') {
      const due = this.#provisioner.provision(claim, storageClass);
      if (due !== undefined) this.#wake(`claim ${keyOf(claim)}`, due - this.context.clock.now);
    } else {
      const message = 'no persistent volumes available for this claim and no storage class is set';
      this.#event(claim, 'Normal', 'FailedBinding', message);
    }
  }

  /** Returns the reason and the message for a claim that waits for its first consumer. */
  #delayReason(claim: PersistentVolumeClaim): [string, string] {
    const pods = this.context.store
      .inNamespace('pods', claim.metadata.namespace!)
      .filter((pod) => !pod.spec.nodeName && !isFinished(pod) && usesClaim(pod, claim))
      .map((pod) => pod.metadata.name)
      .sort();
    if (pods.length === 0) return ['WaitForFirstConsumer', 'waiting for first consumer to be created before binding'];
    const waiting = `waiting for pod${pods.length > 1 ? 's' : ''} ${pods.join(',')} to be scheduled`;
    return ['WaitForPodScheduled', waiting];
  }

  #bindToNamedVolume(claim: PersistentVolumeClaim, name: string): void {
    const volume = this.context.store.get('persistentvolumes', name);
    if (volume === undefined) return;
    const unclaimed = claimKey(volume) === undefined;
    const problem = unclaimed ? mismatch(volume, claim) : undefined;
    if (problem !== undefined) {
      const message = `Cannot bind to requested volume "${name}": ${problem}`;
      this.#event(claim, 'Warning', 'VolumeMismatch', message);
    } else if (unclaimed || isPreBound(volume, claim)) this.#bind(claim, volume);
    else this.#event(claim, 'Warning', 'FailedBinding', `volume "${name}" already bound to a different claim.`);
  }

  /** A claim that was bound stays bound, or is Lost together with its volume. */
  #syncBoundClaim(claim: PersistentVolumeClaim): void {
    const { volumeName } = claim.spec;
    if (!volumeName) {
      const message = 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!';
      return this.#lose(claim, 'ClaimLost', message);
    }
    const volume = this.context.store.get('persistentvolumes', volumeName);
    if (volume === undefined) {
      return this.#lose(claim, 'ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!');
    }
    const theirs = volume.spec.claimRef?.uid === claim.metadata.uid;
    if (theirs && volume.status.phase === 'Bound' && claim.status.phase === 'Bound') return;
    if (theirs || claimKey(volume) === undefined) return this.#bind(claim, volume);
    const message = 'Two claims are bound to the same volume, this one is bound incorrectly';
    this.#lose(claim, 'ClaimMisbound', message);
  }

  #lose(claim: PersistentVolumeClaim, reason: string, message: string): void {
    if (claim.status.phase === 'Lost') return;
    const { accessModes: _, capacity: __, currentVolumeAttributesClassName: ___, ...status } = claim.status;
    this.context.api.updateStatus({ ...claim, status: { ...status, phase: 'Lost' } } as never, actor(reason));
    this.#event(claim, 'Warning', reason, message);
  }

  /** Writes the missing parts of the binding to both objects. */
  #bind(claim: PersistentVolumeClaim, volume: PersistentVolume): void {
    const { api } = this.context;
    const next = boundTo(volume, claim);
    const pv = next === volume ? volume : (api.update(next, actor('BindVolume')) as PersistentVolume);
    this.#setPhase(pv, 'Bound', 'BindVolume');
    const annotations = {
      ...claim.metadata.annotations,
      [bindCompleted]: 'yes',
      ...(!claim.spec.volumeName && { [boundByController]: 'yes' }),
    };
    const bound = api.update(
      {
        ...claim,
        metadata: { ...claim.metadata, annotations },
        spec: { ...claim.spec, volumeName: pv.metadata.name },
      } as never,
      actor('BindClaim'),
    ) as PersistentVolumeClaim;
    if (bound.status.phase === 'Bound') return;
    const { accessModes, capacity, volumeAttributesClassName: attributes } = pv.spec;
    const current = attributes && { currentVolumeAttributesClassName: attributes };
    const status = { ...bound.status, phase: 'Bound', accessModes, capacity, ...current };
    api.updateStatus({ ...bound, status } as never, actor('BindClaim'));
    this.#provisioner.forget(claim);
  }

  #syncVolume(name: string): void {
    const { api } = this.context;
    const volume = api.get('persistentvolumes', name);
    if (volume === undefined) return;
    this.#settleClaimOf(volume);
    this.#finalizeVolume(name);
  }

  #settleClaimOf(volume: PersistentVolume): void {
    const { api } = this.context;
    const { name } = volume.metadata;
    const { claimRef } = volume.spec;
    if (claimRef?.uid === undefined) return this.#setPhase(volume, 'Available');
    const claim = api.get('persistentvolumeclaims', claimRef.name ?? '', claimRef.namespace);
    if (claim?.metadata.uid !== claimRef.uid) return this.#reclaim(volume);
    const { volumeName } = claim.spec;
    // The claim's own sync binds it.
    if (!volumeName) return;
    if (volumeName === name) return this.#setPhase(volume, 'Bound', 'BindVolume');
    const { annotations } = volume.metadata;
    const provisioned = annotations?.[provisionedBy] !== undefined;
    if (provisioned && volume.spec.persistentVolumeReclaimPolicy === 'Delete') this.#reclaim(volume);
    else this.#unbind(volume);
  }

  /** The volume's claim is bound to another volume. */
  #unbind({ metadata, spec, ...volume }: PersistentVolume): void {
    const { claimRef, ...unclaimed } = spec;
    const { [boundByController]: ours, ...annotations } = metadata.annotations ?? {};
    const { uid: _, ...reserved } = claimRef!;
    const free = ours === undefined ? { metadata, spec: { ...spec, claimRef: reserved } } : undefined;
    const next = free ?? { metadata: { ...metadata, annotations }, spec: unclaimed };
    const written = this.context.api.update({ ...volume, ...next } as never, actor('UnbindVolume'));
    this.#setPhase(written as PersistentVolume, 'Available');
  }

  /** The volume's claim is gone: the volume is Released, and deleted with its storage if its reclaim policy says so. */
  #reclaim(volume: PersistentVolume): void {
    const { api } = this.context;
    const { name, deletionTimestamp } = volume.metadata;
    const deletes = volume.spec.persistentVolumeReclaimPolicy === 'Delete';
    const problem = deletes ? deletionProblem(volume) : undefined;
    if (problem !== undefined && volume.status.phase === 'Failed') return;
    this.#setPhase(volume, 'Released');
    if (problem !== undefined) {
      const released = api.get('persistentvolumes', name)!;
      const status = { ...released.status, phase: 'Failed', message: problem };
      api.updateStatus({ ...released, status } as never, actor('VolumeFailedDelete'));
      this.#event(volume, 'Warning', 'VolumeFailedDelete', problem);
    } else if (deletes && deletionTimestamp === undefined) {
      api.delete('persistentvolumes', name, undefined, actor('ReclaimVolume'));
    }
  }

  /** Volume protection: keeps a volume that is being deleted while it is bound. */
  #finalizeVolume(name: string): void {
    const { api } = this.context;
    const volume = api.get('persistentvolumes', name);
    if (volume?.metadata.deletionTimestamp === undefined || volume.status.phase === 'Bound') return;
    if (!volume.metadata.finalizers?.includes(pvProtection)) return;
    const finalizers = volume.metadata.finalizers.filter((finalizer) => finalizer !== pvProtection);
    api.update({ ...volume, metadata: { ...volume.metadata, finalizers } }, actor('RemoveFinalizer'));
  }

  #setPhase(volume: PersistentVolume, phase: 'Available' | 'Bound' | 'Released', reason: string = phase): void {
    if (volume.status.phase === phase) return;
    this.context.api.updateStatus({ ...volume, status: { phase } } as never, actor(reason));
  }

  #event(
    claim: PersistentVolumeClaim | PersistentVolume,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    this.context.recorder.event(claim, type, reason, message, controllerName);
  }
}

const keyOf = ({ metadata }: PersistentVolumeClaim): string => `${metadata.namespace}/${metadata.name}`;

/** Returns the key of the claim that the volume is reserved for. */
function claimKey(volume: PersistentVolume | undefined): string | undefined {
  const claimRef = volume?.spec.claimRef;
  return claimRef?.name === undefined ? undefined : `${claimRef.namespace}/${claimRef.name}`;
}

const isFinished = ({ status }: Pod): boolean => status.phase === 'Failed' || status.phase === 'Succeeded';

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  let set = sets.get(key);
  if (set === undefined) sets.set(key, (set = new Set()));
  return set;
}
