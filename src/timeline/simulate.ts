/** Makes recordings by simulation. */
import { type Cluster, type ClusterOptions, createCluster } from '../engine/index.ts';
import type { SimulatedRecording } from './recording.ts';

/** Returns the recording of a new simulated cluster; an empty one without other options. */
export function simulate(seed: number, options?: ClusterOptions): SimulatedRecording {
  return recordingOf(createCluster({ seed, ...options }), seed, options);
}

function recordingOf(cluster: Cluster, seed: number, options?: ClusterOptions): SimulatedRecording {
  const { history, turns, inputs } = cluster;
  return {
    ...{ history, turns, inputs },
    now: () => cluster.now(),
    subscribe: (listener) => cluster.subscribe(listener),
    simulation: {
      seed,
      cluster,
      fork(end, at) {
        const fork = createCluster({ seed, ...options });
        fork.replay(inputs, end);
        if (at > end.at) fork.advanceTo(at);
        return recordingOf(fork, seed, options);
      },
    },
  };
}
