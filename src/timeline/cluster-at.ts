/** A copy of a recording's cluster at one of its moments, for experiments. */
import {
  type Cluster,
  type ClusterOptions,
  type KubernetesObject,
  type ObjectView,
  resources,
  type Turn,
} from '../engine/index.ts';
import { type Recording, simulationOf } from './recording.ts';
import { creating } from './simulate.ts';

/** Facts in which the copy differs. */
interface Assumed extends Pick<NonNullable<ClusterOptions['kubelet']>, 'images' | 'readyAfter'> {
  readonly fieldsSetBy?: string | null;
}

/**
 * Makes the copy in small parts.
 * @param turn The last task or input by that moment; undefined if nothing has happened.
 * @param at The time of the moment (virtual ms).
 * @param assumed Behaviours of images in which the copy differs, none that a Pod of the recording ran; and who set the
 *   fields of imported objects.
 * @throws StatusError when the recording is not a simulation.
 */
export function* clusterAt(
  recording: Recording,
  turn: Turn | undefined,
  at: number,
  assumed: Assumed,
): Generator<void, Cluster> {
  const { options } = simulationOf(recording);
  const kubelet = options.kubelet ?? {};
  const { readyAfter, images, fieldsSetBy } = assumed;
  const behaviours = { ...kubelet.images, ...images };
  const restored = fieldsSetBy === undefined ? undefined : options.restored?.assuming(fieldsSetBy);
  const cluster = yield* creating({
    ...options,
    ...(restored && { restored }),
    kubelet: { ...kubelet, images: behaviours, ...(readyAfter && { readyAfter }) },
  });
  if (turn !== undefined) yield* cluster.replaying(recording.inputs, turn);
  cluster.advanceTo(Math.max(at, cluster.now()));
  return cluster;
}

/** All objects of a moment. */
export const objectsIn = (view: ObjectView): readonly KubernetesObject[] =>
  resources.flatMap(({ resource }) => view.list(resource) as readonly KubernetesObject[]);
