/** ControllerRevisions: the versions of a set's Pod template. */
// Models kubernetes/pkg/controller/history/controller_history.go
import type { ControllerRevision, KubernetesObject, OwnerReference, StatefulSet } from '../../api/types.ts';
import { StatusError } from '../../base/status-error.ts';
import { equal } from '../../base/values.ts';
import type { Actor } from '../../trace/history.ts';
import type { ComponentContext } from '../component.ts';
import { controllerRevisionHash, revisionData } from './revision-hash.ts';

/** Oldest first: by revision number, then creation, then name. */
export function sortControllerRevisions(revisions: readonly ControllerRevision[]): ControllerRevision[] {
  return [...revisions].sort(
    (a, b) =>
      a.revision - b.revision ||
      compare(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
      compare(a.metadata.name, b.metadata.name),
  );
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Returns the number after the highest of `revisions` (sorted); 1 if there are none. */
export function nextRevision(revisions: readonly ControllerRevision[]): number {
  return (revisions.at(-1)?.revision ?? 0) + 1;
}

const hashLabel = 'controller.kubernetes.io/hash';

/** Returns a new revision of the set's template, which is not stored yet. */
export function newRevision(
  set: StatefulSet,
  revision: number,
  collisionCount: number,
  owner: OwnerReference,
): ControllerRevision {
  const hash = controllerRevisionHash(set.spec.template, collisionCount);
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${set.metadata.name}-${hash}`,
      namespace: set.metadata.namespace,
      labels: { ...set.spec.template.metadata?.labels, [hashLabel]: hash },
      // These include the change cause for `kubectl rollout history`.
      ...(set.metadata.annotations && { annotations: set.metadata.annotations }),
      ownerReferences: [owner],
    } as unknown as ControllerRevision['metadata'],
    data: revisionData(set.spec.template),
    revision,
  };
}

/** Compares the templates, not the names: after a collision, the hash in an older name differs from the template's. */
export function equalRevision(a: ControllerRevision, b: ControllerRevision): boolean {
  return equal(a.data, b.data);
}

export class ControllerHistory {
  constructor(private readonly context: ComponentContext) {}

  /** Returns the revisions in the set's namespace that it controls, and orphans with its labels. */
  listControllerRevisions(
    owner: KubernetesObject,
    matches: (labels: KubernetesObject) => boolean,
  ): ControllerRevision[] {
    const { store } = this.context;
    const orphans = [...store.orphans('controllerrevisions', owner.metadata.namespace!)];
    return [...store.controlledBy('controllerrevisions', owner.metadata.uid), ...orphans.filter(matches)];
  }

  /**
   * Stores a new revision. If another template has the name, it counts a collision and tries another hash; if the same
   * template of this set has the name, that is the revision.
   * @returns the stored revision and the collision count of its name.
   */
  createControllerRevision(
    set: StatefulSet,
    make: (collisionCount: number) => ControllerRevision,
    collisionCount: number,
    actor: Actor,
  ): { revision: ControllerRevision; collisionCount: number } {
    for (let count = collisionCount; ; count++) {
      const revision = make(count);
      try {
        return { revision: this.context.api.create(revision, actor) as ControllerRevision, collisionCount: count };
      } catch (error) {
        if (!(error instanceof StatusError) || error.reason !== 'AlreadyExists') throw error;
        const existing = this.context.api.get('controllerrevisions', revision.metadata.name, set.metadata.namespace);
        if (existing !== undefined && equal(existing.data, revision.data)) {
          return { revision: existing, collisionCount: count };
        }
      }
    }
  }

  /** Makes an older revision the newest one. */
  updateControllerRevision(revision: ControllerRevision, number: number, actor: Actor): ControllerRevision {
    if (revision.revision === number) return revision;
    return this.context.api.update({ ...revision, revision: number }, actor) as ControllerRevision;
  }

  adoptControllerRevision(revision: ControllerRevision, owner: OwnerReference, actor: Actor): ControllerRevision {
    const ownerReferences = [...(revision.metadata.ownerReferences ?? []), owner];
    return this.context.api.update(
      { ...revision, metadata: { ...revision.metadata, ownerReferences } },
      actor,
    ) as ControllerRevision;
  }

  deleteControllerRevision(revision: ControllerRevision, actor: Actor): void {
    this.context.api.delete('controllerrevisions', revision.metadata.name, revision.metadata.namespace, actor);
  }
}
