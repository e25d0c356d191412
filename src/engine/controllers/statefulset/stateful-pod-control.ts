/** Creates, repairs and deletes the claims and Pods of a StatefulSet, with Events. */
// Models kubernetes/pkg/controller/statefulset/stateful_pod_control.go
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../api/types.ts';
import { StatusError } from '../../base/status-error.ts';
import type { Actor } from '../../trace/history.ts';
import type { DecisionRule } from '../../trace/decision.ts';
import type { ComponentContext } from '../component.ts';
import {
  hasStaleOwnerRef,
  hasUnexpectedController,
  isClaimOwnerUpToDate,
  updateClaimOwnerRefs,
} from './stateful-set-claim-owners.ts';
import {
  getOrdinal,
  getPersistentVolumeClaimName,
  getPersistentVolumeClaims,
  identityMatches,
  storageMatches,
  updateIdentity,
  updateStorage,
} from './stateful-set-utils.ts';

export const controllerName = 'statefulset-controller';
export const actor = (reason: DecisionRule): Actor => ({ name: controllerName, reason });

/** A write failed; the set is reconciled again after a back-off. */
export class RetryLater extends Error {}

/** The API server, or the controller itself, refused a write. This is not a bug. */
export const isRefusal = (thrown: unknown): thrown is Error =>
  thrown instanceof RetryLater || thrown instanceof StatusError;

/** Largest number of claims that one reconcile creates for a Pod; it then runs again. */
export const claimsAtOnce = 500;

export class StatefulPodControl {
  constructor(private readonly context: ComponentContext) {}

  /**
   * Creates the Pod's missing claims and then the Pod, which waits for the next reconcile if the claims are many.
   * @returns the names of the created claims.
   * @throws RetryLater if a claim is being deleted or a create was refused.
   */
  createStatefulPod(set: StatefulSet, pod: Pod, reason: DecisionRule): readonly string[] {
    let created: readonly string[];
    try {
      created = this.createPersistentVolumeClaims(set, pod);
    } catch (error) {
      throw this.#failed(set, pod, 'Create', error);
    }
    if (created.length >= claimsAtOnce) return created;
    try {
      this.context.api.create(pod, actor(reason));
    } catch (error) {
      // A Pod with this name belongs to someone else: retry without an event, as upstream does.
      if (error instanceof StatusError && error.reason === 'AlreadyExists') throw new RetryLater(error.message);
      throw this.#failed(set, pod, 'Create', error);
    }
    this.updatePodClaimForRetentionPolicy(set, pod);
    this.#podEvent(set, pod, 'Create');
    return created;
  }

  /** Restores name labels, volumes and claim owners of a Pod that lacks them. */
  updateStatefulPod(set: StatefulSet, pod: Pod): void {
    let next = pod;
    if (!identityMatches(set, next)) next = updateIdentity(set, next);
    if (!storageMatches(set, next)) {
      next = updateStorage(set, next);
      this.createPersistentVolumeClaims(set, next);
    }
    // Upstream updates the Pod even if only its claims have changed; the only visible effect is the event.
    const claimsMatched = this.claimsMatchRetentionPolicy(set, next);
    this.updatePodClaimForRetentionPolicy(set, next);
    if (next === pod && claimsMatched) return;
    try {
      this.context.api.update(next, actor('RestoreIdentity'));
    } catch (error) {
      throw this.#failed(set, pod, 'Update', error);
    }
    this.#podEvent(set, pod, 'Update');
  }

  deleteStatefulPod(set: StatefulSet, pod: Pod, reason: DecisionRule): void {
    const { name, namespace } = pod.metadata;
    this.context.api.delete('pods', name, namespace, actor(reason));
    this.#podEvent(set, pod, 'Delete');
  }

  /**
   * Creates the missing claims of the Pod's ordinal, at most as many as one reconcile creates.
   * @returns their names.
   * @throws RetryLater if one is being deleted or a create was refused.
   */
  createPersistentVolumeClaims(set: StatefulSet, pod: Pod): readonly string[] {
    const created: string[] = [];
    const errors: string[] = [];
    let cause: unknown;
    for (const claim of getPersistentVolumeClaims(set, getOrdinal(pod))) {
      if (created.length >= claimsAtOnce) break;
      const { name, namespace } = claim.metadata;
      const stored = this.context.api.get('persistentvolumeclaims', name, namespace);
      if (stored === undefined) {
        try {
          this.context.api.create(claim, actor('CreateClaim'));
          created.push(name);
          this.#claimEvent(set, pod, name);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          cause = error;
          errors.push(`failed to create PVC ${name}: ${messageOf(error)}`);
          this.#claimEvent(set, pod, name, error);
        }
      } else if (stored.metadata.deletionTimestamp !== undefined) {
        errors.push(`pvc ${name} is being deleted`);
      }
    }
    if (errors.length > 0) throw new RetryLater(errors.join(', '), { cause });
    return created;
  }

  createMissingPersistentVolumeClaims(set: StatefulSet, pod: Pod): readonly string[] {
    const created = this.createPersistentVolumeClaims(set, pod);
    this.updatePodClaimForRetentionPolicy(set, pod);
    return created;
  }

  /**
   * Returns true if a claim of this Pod still has an earlier Pod of the same name as its owner: it is about to be
   * deleted. Claims that stay after a scale-down are used again.
   */
  podClaimIsStale(set: StatefulSet, pod: Pod): boolean {
    if (set.spec.persistentVolumeClaimRetentionPolicy.whenScaled === 'Retain') return false;
    return this.#claims(set, pod).some((claim) => hasStaleOwnerRef(claim, pod));
  }

  claimsMatchRetentionPolicy(set: StatefulSet, pod: Pod): boolean {
    return this.#claims(set, pod).every((claim) => isClaimOwnerUpToDate(claim, set, pod));
  }

  updatePodClaimForRetentionPolicy(set: StatefulSet, pod: Pod): void {
    for (const claim of this.#claims(set, pod)) {
      if (hasUnexpectedController(claim, set, pod)) {
        const message = `PersistentVolumeClaim ${claim.metadata.name} has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim`;
        this.#event(set, 'Warning', 'ConflictingController', message);
      }
      if (isClaimOwnerUpToDate(claim, set, pod)) continue;
      this.context.api.update(updateClaimOwnerRefs(claim, set, pod), actor('ApplyRetentionPolicy'));
    }
  }

  #claims(set: StatefulSet, pod: Pod): PersistentVolumeClaim[] {
    const ordinal = getOrdinal(pod);
    const { namespace } = set.metadata;
    return (set.spec.volumeClaimTemplates ?? []).flatMap(
      (t) =>
        this.context.api.get('persistentvolumeclaims', getPersistentVolumeClaimName(set, t, ordinal), namespace) ?? [],
    );
  }

  #failed(set: StatefulSet, pod: Pod, verb: 'Create' | 'Update', error: unknown): RetryLater {
    if (!isRefusal(error)) throw error;
    this.#podEvent(set, pod, verb, error);
    return new RetryLater(messageOf(error), { cause: error });
  }

  #podEvent(set: StatefulSet, pod: Pod, verb: 'Create' | 'Update' | 'Delete', error?: unknown): void {
    const { name } = pod.metadata;
    const what = `Pod ${name} in StatefulSet ${set.metadata.name}`;
    if (error === undefined) this.#event(set, 'Normal', `Successful${verb}`, `${verb} ${what} successful`);
    else this.#event(set, 'Warning', `Failed${verb}`, `${verb} ${what} failed error: ${messageOf(error)}`);
  }

  #claimEvent(set: StatefulSet, pod: Pod, claim: string, error?: unknown): void {
    const what = (preposition: string): string =>
      `Create Claim ${claim} ${preposition}Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name}`;
    if (error === undefined) this.#event(set, 'Normal', 'SuccessfulCreate', `${what('')} success`);
    else this.#event(set, 'Warning', 'FailedCreate', `${what('for ')} failed error: ${messageOf(error)}`);
  }

  #event(set: StatefulSet, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.context.recorder.event(set, type, reason, message, controllerName);
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
