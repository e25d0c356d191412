/** Creates the claims of generic ephemeral volumes. Their Pod owns them, so they are deleted with it. */
// Models kubernetes/pkg/controller/volume/ephemeral/controller.go
import type { ObjectMeta, PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { StatusError } from '../../base/status-error.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';
import { Retries } from '../retries.ts';
import { claimNameOf, claimNames, foreignClaim } from './pod-claims.ts';

const actor = { name: 'ephemeral-volume-controller', reason: 'CreateClaim' };

type Volume = NonNullable<Pod['spec']['volumes']>[number];

const hasEphemeralVolume = ({ spec }: Pod): boolean => spec.volumes?.some((v) => v.ephemeral !== undefined) ?? false;

export class EphemeralVolumeController implements Component {
  readonly name = 'ephemeral-volume';
  readonly #retries: Retries;

  constructor(private readonly context: ComponentContext) {
    this.#retries = new Retries(context.clock, this.name);
  }

  readonly watches = {
    pods: ({ type, object }: WatchedWrite): void => {
      if (type === 'ADDED' && hasEphemeralVolume(object as Pod)) this.#wake(object as Pod);
    },
    persistentvolumeclaims: ({ type, object }: WatchedWrite): void => {
      if (type !== 'DELETED') return;
      const { name, namespace } = object.metadata;
      for (const pod of this.context.store.inNamespace('pods', namespace!)) {
        if (hasEphemeralVolume(pod) && claimNames(pod).includes(name)) this.#wake(pod);
      }
    },
  };

  #wake({ metadata }: Pod): void {
    this.context.clock.schedule(this.name, `${metadata.namespace}/${metadata.name}`, latency.ephemeralVolumeSync);
  }

  run(key: string): void {
    const { namespace, name } = splitKey(key);
    const pod = this.context.store.get('pods', name, namespace);
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return this.#retries.done(key, false);
    for (const volume of pod.spec.volumes ?? []) {
      const problem = volume.ephemeral === undefined ? undefined : this.#handle(pod, volume);
      if (problem === undefined) continue;
      const message = `ephemeral volume ${volume.name}: ${problem}`;
      this.context.recorder.event(pod, 'Warning', 'FailedBinding', message, 'ephemeral_volume');
      return this.#retries.done(key, true);
    }
    this.#retries.done(key, false);
  }

  /** @returns the reason why the volume cannot have its claim. */
  #handle(pod: Pod, volume: Volume): string | undefined {
    const name = claimNameOf(pod, volume)!;
    const claim = this.context.store.get('persistentvolumeclaims', name, pod.metadata.namespace);
    if (claim !== undefined) return foreignClaim(pod, claim);
    try {
      this.context.api.create(newClaim(pod, name, volume), actor);
      return undefined;
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      return `create PVC ${name}: ${error.message}`;
    }
  }
}

function newClaim({ apiVersion, kind, metadata }: Pod, name: string, { ephemeral }: Volume): PersistentVolumeClaim {
  const { metadata: template, spec } = ephemeral!.volumeClaimTemplate!;
  const owner = { apiVersion, kind, name: metadata.name, uid: metadata.uid };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace: metadata.namespace,
      ...(template?.annotations && { annotations: template.annotations }),
      ...(template?.labels && { labels: template.labels }),
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
    } as unknown as ObjectMeta,
    spec,
    status: {},
  } as PersistentVolumeClaim;
}
