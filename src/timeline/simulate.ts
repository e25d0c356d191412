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

/** Does the same in small parts. */
export function* simulating(seed: number, origin: Origin | undefined): Generator<void, SimulatedRecording> {
  const all = { seed, ...origin?.options };
  return recordingOf(yield* creating(all), all, origin);
}

/** Creates a cluster in small parts, which matter if it begins with many objects. */
export function* creating(options: ClusterOptions): Generator<void, Cluster> {
  if (options.restored === undefined) return createCluster(options);
  return yield* options.restored.creating((restored) => createCluster({ ...options, restored }));
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
