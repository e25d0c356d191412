/** The lab of a real cluster: its recording grows with what is seen of the cluster. */
import { inferredDecisions, observeFrom } from '../../live/index.ts';
import type { Front } from '../../store/front.ts';
import type { Lab, LabOptions } from '../../store/lab.ts';
import { createLabStore as createStore } from '../../store/lab-store.ts';
import { showLive } from '../../ui/live/live-source.ts';
import { followCluster, mayFollow } from './follow-cluster.ts';

interface Followed {
  readonly namespace: string;
  /** The set to show; empty: the first one. */
  readonly set: string;
  readonly seed: number;
}

/** Returns what makes the lab that follows a cluster. */
export function liveLab({ namespace, set, seed }: Followed) {
  const date = Date.now();
  const recording = observeFrom(date);

  async function follow(lab: Lab): Promise<void> {
    showLive({ namespace });
    const refusal = await mayFollow();
    showLive({ refusal });
    if (refusal !== null) return;
    if (set !== '') lab.act('selectSet', { namespace, name: set });
    const timeOf = (at: number): number => Math.max(at - date, 0);
    followCluster({
      ...{ namespace, seed, origin: location.origin },
      onChanges: (changes, at) => recording.see(changes, timeOf(at)),
      onRest(objects, at) {
        try {
          recording.decide(inferredDecisions(objects, timeOf(at)));
        } catch {
          // The moment is shown without a reason.
        }
      },
      onStatus(status, at) {
        // Time goes on only while somebody knows that nothing has changed meanwhile.
        if (!status.server.lost) recording.pass(timeOf(at));
        showLive({ news: { status, at, full: recording.full } });
      },
    });
  }

  return {
    createLabStore(options: LabOptions, front?: Front): Lab {
      const lab = createStore({ ...options, recording }, front);
      void follow(lab);
      return lab;
    },
  };
}
