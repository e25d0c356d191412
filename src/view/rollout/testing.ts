/** Changes of a set, for tests of forecasts. */
import type { Cluster } from '../../engine/index.ts';
import { user } from '../testing.ts';
import type { SetChange } from './forecasts.ts';

/** Makes a change of the set `web` as its user does. @throws StatusError if the API server refuses it. */
export function makeChange(cluster: Cluster, change: SetChange): void {
  const spec =
    'partition' in change
      ? { updateStrategy: { rollingUpdate: { partition: change.partition } } }
      : 'image' in change
        ? { template: { spec: { containers: [{ name: 'nginx', image: change.image }] } } }
        : { replicas: change.replicas };
  cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user);
}
