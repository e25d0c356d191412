/** The ControllerRevisions of a set, as the stage shows them. */
import type { ControllerRevision, StatefulSet } from '../../engine/index.ts';
import type { RevisionModel } from '../stage-model.ts';
import type { Snapshot } from '../snapshot.ts';

/** A revision without its Pods. */
export type Revision = Omit<RevisionModel, 'pods'>;

/** The number of revisions after which colours and patterns repeat. */
const revisionLooks = 30;

/**
 * Returns the set's revisions, oldest number first.
 * @param seen Names of all revisions so far, in order of first appearance.
 * @param shownBeside Names of the revisions of the compared branch, in their order there: equal ones look the same, and
 *   those of this branch alone look like none of them.
 */
export function revisionsOf(
  view: Snapshot,
  key: { readonly namespace: string; readonly name: string },
  set: StatefulSet | undefined,
  seen: readonly string[],
  shownBeside?: readonly string[],
): readonly Revision[] {
  const own = view
    .list('controllerrevisions', { namespace: key.namespace })
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some((owner) => owner.kind === 'StatefulSet' && owner.name === key.name),
    )
    .sort((a, b) => a.revision - b.revision);
  const order = [...new Set([...seen, ...own.map((revision) => revision.metadata.name)])];
  const onlyHere = order.filter((name) => !shownBeside?.includes(name));
  const indexOf = (name: string): number => {
    if (shownBeside === undefined) return order.indexOf(name);
    const place = onlyHere.indexOf(name);
    return place < 0 ? shownBeside.indexOf(name) : revisionLooks - 1 - (place % revisionLooks);
  };
  return own.map((revision) => ({
    name: revision.metadata.name,
    hash: revision.metadata.name.slice(key.name.length + 1),
    revision: revision.revision,
    index: indexOf(revision.metadata.name),
    image: imageOf(revision),
    current: set?.status.currentRevision === revision.metadata.name,
    update: set?.status.updateRevision === revision.metadata.name,
  }));
}

function imageOf({ data }: ControllerRevision): string {
  const recorded = data as { spec?: { template?: { spec?: { containers?: { image?: string }[] } } } };
  return recorded.spec?.template?.spec?.containers?.[0]?.image ?? '';
}
