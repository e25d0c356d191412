/** Waits until objects are gone, as `kubectl delete` and `kubectl wait --for=delete` do. */
// Models kubectl/pkg/cmd/wait/delete.go
import type { ResourceInfo } from '../../../engine/index.ts';
import { getObject } from '../../client/client.ts';
import type { Chunk, KubectlEnvironment } from '../../command.ts';
import { pluralName } from '../../resources/rest-mapper.ts';
import { failure } from '../../errors/failure.ts';

export interface Doomed {
  readonly mapping: ResourceInfo;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Does not wait for another object with the same name. */
  readonly uid: string | undefined;
}

/** @param deadline Virtual ms. */
export function* waitUntilGone(
  objects: readonly Doomed[],
  env: KubectlEnvironment,
  deadline: number,
): Generator<Chunk, void> {
  for (const object of objects) if (!(yield* isGone(object, env, deadline))) throw failure(notGone(object));
}

/**
 * Watches until the deadline.
 * @returns true if the object is gone.
 */
export function* isGone(object: Doomed, env: KubectlEnvironment, deadline: number): Generator<Chunk, boolean> {
  while (isThere(object, env)) {
    if (env.cluster.now() >= deadline) return false;
    yield deadline === Infinity ? 'wait' : { until: deadline };
  }
  return true;
}

/** Returns the error about an object that still exists at the deadline. */
export const notGone = ({ mapping, name }: Pick<Doomed, 'mapping' | 'name'>): string =>
  `timed out waiting for the condition on ${pluralName(mapping)}/${name}`;

/**
 * Checks at once, and then each second until the deadline.
 * @returns true if the object is gone.
 */
export function* goneBy(deadline: number, object: Doomed, env: KubectlEnvironment): Generator<Chunk, boolean> {
  while (isThere(object, env)) {
    const now = env.cluster.now();
    if (now >= deadline) return false;
    const next = Math.min(now + 1000, deadline);
    while (env.cluster.now() < next) yield { until: next };
  }
  return true;
}

function isThere({ mapping, name, namespace, uid }: Doomed, { api }: KubectlEnvironment): boolean {
  const live = getObject(api, mapping, name, namespace);
  return live !== undefined && (uid === undefined || live.metadata.uid === uid);
}
