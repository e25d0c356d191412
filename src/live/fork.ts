/** Begins a simulation at a moment of a real cluster. */
import { writeYaml } from '../manifests/write-yaml.ts';
import { simulate } from '../timeline/simulate.ts';
import type { SimulatedRecording } from '../timeline/recording.ts';
import { optionsOf, type SeenState } from './seen-state.ts';

export type { SeenState };

/**
 * Returns a simulation that begins with the state, and the manifest of its sets.
 * @throws Error if no simulation can begin with it.
 */
export function forkOf(state: SeenState): { readonly recording: SimulatedRecording; readonly text: string } {
  const recording = simulate(1, optionsOf(state, true));
  return { recording, text: manifestsOf(state) };
}

/** Annotations and fields that users do not write. */
function manifestsOf({ objects }: SeenState): string {
  const sets = objects.filter(({ kind }) => kind === 'StatefulSet');
  return sets
    .map(({ apiVersion, kind, metadata: { name, namespace, labels }, ...rest }) =>
      writeYaml({
        apiVersion,
        kind,
        metadata: { name, namespace, ...(labels && { labels }) },
        spec: (rest as { readonly spec?: unknown }).spec,
      }),
    )
    .join('---\n');
}
