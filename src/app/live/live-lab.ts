/** The lab of a real cluster: its recording grows with what is seen of the cluster. */
import { inferredDecisions, observeFrom } from '../../live/index.ts';
import type { Front } from '../../store/front.ts';
import type { Lab, LabOptions } from '../../store/lab.ts';
import { createLabStore as createStore } from '../../store/lab-store.ts';
import { showLive } from '../../ui/live/live-source.ts';
import { followCluster, mayFollow } from './follow-cluster.ts';

/** Returns the name of an object in the address; empty if it cannot be one. */
function nameIn(asked: URLSearchParams, flag: string): string {
  const name = asked.get(flag) ?? '';
  return /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/.test(name) ? name : '';
}

/** Makes the lab that follows a cluster: the namespace and the set that the address names, else the first set. */
export function createLabStore(options: LabOptions, front?: Front): Lab {
  const asked = new URLSearchParams(location.search);
  const namespace = nameIn(asked, 'namespace') || 'default';
  const set = nameIn(asked, 'set');
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
      // Another seed for each page, so that many do not come back at once.
      ...{ namespace, seed: date, origin: location.origin },
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

  const lab = createStore({ ...options, recording }, front);
  void follow(lab);
  return lab;
}
