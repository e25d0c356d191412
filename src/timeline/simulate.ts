/** Makes recordings by simulation. */
import { type Cluster, type ClusterOptions, createCluster } from '../engine/index.ts';
import type { Origin, SimulatedRecording } from './recording.ts';

/**
 * Returns the recording of a new simulated cluster; an empty one without other options.
 * @param origin The imported cluster with which it begins.
 */
export function simulate(seed: number, options?: ClusterOptions, origin?: Origin): SimulatedRecording {
  const all = { seed, ...origin?.options, ...options };
  return recordingOf(createCluster(all), all, origin);
}

function recordingOf(
  cluster: Cluster,
  options: ClusterOptions & { readonly seed: number },
  origin: Origin | undefined,
): SimulatedRecording {
  const { history, turns, inputs } = cluster;
  return {
    history,
    turns,
    inputs,
    now: () => cluster.now(),
    subscribe: (listener) => cluster.subscribe(listener),
    simulation: {
      seed: options.seed,
      options,
      cluster,
      origin,
      fork(end, at) {
        const fork = createCluster(options);
        fork.replay(inputs, end);
        if (at > end.at) fork.advanceTo(at);
        return recordingOf(fork, options, origin);
      },
    },
  };
}
