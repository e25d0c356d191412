/** The current and the update revision of a set, and the old revisions that it keeps. */
// Models kubernetes/pkg/controller/statefulset/stateful_set_control.go (getStatefulSetRevisions, truncateHistory)
import type { ControllerRevision, StatefulSet } from '../../api/types.ts';
import { type ControllerHistory, equalRevision, newRevision, nextRevision } from '../history/controller-history.ts';
import { actor } from './stateful-pod-control.ts';
import { decide, type DecisionLog } from './stateful-set-decisions.ts';
import type { StatefulSetPods } from './stateful-set-pods.ts';
import { newControllerRef } from './stateful-set-utils.ts';

export interface LiveRevisions {
  readonly currentRevision: ControllerRevision;
  readonly updateRevision: ControllerRevision;
  readonly collisionCount: number;
}

export class StatefulSetRevisions {
  constructor(private readonly history: ControllerHistory) {}

  /**
   * Returns the current and the update revision. A new template makes a new revision; a template that equals an older
   * revision makes that one the newest again.
   */
  getStatefulSetRevisions(set: StatefulSet, revisions: readonly ControllerRevision[], log: DecisionLog): LiveRevisions {
    const owner = newControllerRef(set);
    let collisionCount = set.status.collisionCount ?? 0;
    const number = nextRevision(revisions);
    const make = (count: number): ControllerRevision => newRevision(set, number, count, owner);
    const fresh = make(collisionCount);
    const latest = revisions.at(-1);
    const equal = revisions.findLast((r) => equalRevision(r, fresh));
    let updateRevision: ControllerRevision;
    if (equal !== undefined && latest !== undefined && equalRevision(latest, equal)) {
      updateRevision = latest;
    } else if (equal !== undefined) {
      decide(
        log,
        'ReuseRevision',
        'update',
        { revision: equal.metadata.name, number },
        { field: ['spec', 'template'] },
      );
      updateRevision = this.history.updateControllerRevision(equal, number, actor('ReuseRevision'));
    } else {
      const created = this.history.createControllerRevision(set, make, collisionCount, actor('CreateRevision'));
      updateRevision = created.revision;
      collisionCount = created.collisionCount;
      const revision = updateRevision.metadata.name;
      decide(log, 'CreateRevision', 'create', { revision, number }, { field: ['spec', 'template'] });
    }
    const currentRevision = revisions.find((r) => r.metadata.name === set.status.currentRevision) ?? updateRevision;
    return { currentRevision, updateRevision, collisionCount };
  }

  /** Deletes the oldest unused revisions, down to `revisionHistoryLimit`. */
  truncateHistory(
    set: StatefulSet,
    pods: StatefulSetPods,
    revisions: readonly ControllerRevision[],
    { currentRevision, updateRevision }: LiveRevisions,
    log: DecisionLog,
  ): void {
    const limit = set.spec.revisionHistoryLimit;
    if (limit < 0 || revisions.length <= limit) return;
    const live = pods.revisions().add(currentRevision.metadata.name).add(updateRevision.metadata.name);
    const unused = revisions.filter((r) => !live.has(r.metadata.name));
    for (const revision of unused.slice(0, Math.max(0, unused.length - limit))) {
      this.history.deleteControllerRevision(revision, actor('TruncateHistory'));
      decide(
        log,
        'TruncateHistory',
        'delete',
        { revision: revision.metadata.name, limit },
        { field: ['spec', 'revisionHistoryLimit'] },
      );
    }
  }
}
