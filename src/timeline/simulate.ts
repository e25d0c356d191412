/** Makes recordings by simulation. */
import { type Cluster, createCluster } from '../engine/index.ts';
import type { SimulatedRecording } from './recording.ts';

/** Returns the recording of a new simulated cluster. */
export function simulate(seed: number): SimulatedRecording {
  return recordingOf(createCluster({ seed }), seed);
}

function recordingOf(cluster: Cluster, seed: number): SimulatedRecording {
  const { history, turns, inputs } = cluster;
  return {
    ...{ history, turns, inputs },
    now: () => cluster.now(),
    subscribe: (listener) => cluster.subscribe(listener),
    simulation: {
      seed,
      cluster,
      fork(end, at) {
        const fork = createCluster({ seed });
        fork.replay(inputs, end);
        if (at > end.at) fork.advanceTo(at);
        return recordingOf(fork, seed);
      },
    },
  };
}
