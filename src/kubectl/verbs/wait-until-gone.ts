/** Waits until objects are gone, as `kubectl delete` and `kubectl wait --for=delete` do. */
// Models kubectl/pkg/cmd/wait/delete.go
import type { ResourceInfo } from '../../engine/index.ts';
import { getObject } from '../client.ts';
import type { Chunk, KubectlEnvironment } from '../command.ts';
import { pluralName } from '../rest-mapper.ts';
import { failure } from '../failure.ts';

export interface Doomed {
  readonly mapping: ResourceInfo;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Another object of the same name is none to wait for. */
  readonly uid: string | undefined;
}

/** @param deadline Virtual ms */
export function* waitUntilGone(
  objects: readonly Doomed[],
  env: KubectlEnvironment,
  deadline: number,
): Generator<Chunk, void> {
  for (const object of objects) {
    while (isThere(object, env)) {
      if (env.cluster.now() >= deadline) {
        throw failure(`timed out waiting for the condition on ${pluralName(object.mapping)}/${object.name}`);
      }
      yield deadline === Infinity ? 'wait' : { until: deadline };
    }
  }
}

function isThere({ mapping, name, namespace, uid }: Doomed, { api }: KubectlEnvironment): boolean {
  const live = getObject(api, mapping, name, namespace);
  return live !== undefined && (uid === undefined || live.metadata.uid === uid);
}
