/** The lab of a real cluster: its recording grows with each observed change. */
// Import this first: the order of imports sets the order of modules in the chunk, and so its compressed size.
import { createLabStore as createStore } from '../../store/lab-store.ts';
import {
  forkOf,
  gatesOf,
  inferred,
  liveResources,
  observeFrom,
  OtherWriters,
  Predictions,
  type SeenState,
} from '../../live/index.ts';
import { Run } from '../../timeline/run.ts';
import type { Front } from '../../store/front.ts';
import type { Lab, LabOptions } from '../../store/lab.ts';
import { showLive } from '../../ui/live/live-source.ts';
import { Address } from '../address.ts';
import { actor } from './actor.ts';
import { followCluster, mayFollow } from './follow-cluster.ts';

/**
 * Makes the lab that follows a cluster, for the namespace and the set in the address; the first set, if it names none.
 */
export function createLabStore(options: LabOptions, front?: Front): Lab {
  const { namespace, set } = new Address(window).followed;
  const date = Date.now();
  const recording = observeFrom(date);
  const predictions = new Predictions(inferred);
  const others = new OtherWriters();
  let version: string | null = null;
  let newest: SeenState = { objects: [], at: 0, version };
  const lab = createStore({ ...options, recording }, front);
  const observed = lab.read(({ timeline }) => timeline.run.id);

  async function follow(): Promise<void> {
    const control = { fork, back, ...actor({ namespace, newest: () => newest }) };
    showLive({ namespace, date, observed, control });
    const refusal = await mayFollow();
    showLive({ refusal });
    if (refusal !== null) return;
    if (set !== '') lab.act('selectSet', { namespace, name: set });
    const timeOf = (at: number): number => Math.max(at - date, 0);
    followCluster({
      // Each page has its own seed, so that many pages do not reconnect at the same time.
      namespace,
      seed: date,
      origin: location.origin,
      onChanges(changes, at) {
        recording.see(changes, timeOf(at));
        others.see(changes, timeOf(at));
      },
      onRest(seen, objects, at) {
        newest = { objects, at: timeOf(at), version };
        predictions.look(
          seen.map((one) => ({ ...one, at: timeOf(one.at) })),
          newest,
        );
        recording.decide(predictions.decisions);
        const { next, judged } = predictions;
        showLive({ next, judged, others: others.all, unknownGates: gatesOf(version, objects).unknown });
      },
      onStatus(status, at) {
        version = status.server.version;
        // Advance time only while the objects are known to be current.
        if (!status.server.lost) recording.pass(timeOf(at));
        showLive({ news: { status, at, full: recording.full } });
      },
    });
  }

  /** Begins a simulation at the shown moment, in addition to the live recording. */
  function fork(): boolean {
    try {
      const objects = lab.read(({ timeline }) => {
        const { objects: all } = timeline.view();
        return liveResources.flatMap((resource) => [...all.list(resource)]);
      });
      const at = lab.read(({ timeline }) => timeline.now());
      const { recording: simulated, text } = forkOf({ objects, at, version });
      lab.act('pause');
      lab.act('travel', {
        go: (timeline) => {
          const run = new Run({ id: timeline.nextId(), text, from: { id: observed, at, inputs: 0 } }, simulated);
          // The cluster has what the text says.
          run.remember(text);
          return timeline.take(run);
        },
      });
      lab.act('edit', { text });
      return true;
    } catch {
      return false;
    }
  }

  function back(): void {
    lab.act('selectRun', { id: observed });
    lab.act('play');
  }

  void follow();
  return lab;
}
