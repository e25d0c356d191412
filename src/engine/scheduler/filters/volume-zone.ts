/** Requires that the volumes of the Pod's claims are in the node's zone and region, by their labels. */
// Models kubernetes/pkg/scheduler/framework/plugins/volumezone
import type { PersistentVolume, Pod } from '../../api/types.ts';
import type { ObjectView } from '../../apiserver/api.ts';
import { claimNames } from '../../controllers/volume/pod-claims.ts';
import { always, type FilterPlugin, unresolvable } from './filter.ts';

/** Labels for zone and region of a volume or node, with their names before Kubernetes 1.17. */
const topologyLabels: readonly (readonly [string, string])[] = [
  ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'],
  ['topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region'],
];

const volumesOf = (pod: Pod, store: ObjectView): readonly PersistentVolume[] =>
  claimNames(pod).flatMap((name) => {
    const claim = store.get('persistentvolumeclaims', name, pod.metadata.namespace);
    return store.get('persistentvolumes', claim?.spec.volumeName ?? '') ?? [];
  });

export const volumeZone: FilterPlugin = {
  events: {
    'Node/Add': always,
    'Node/UpdateNodeLabel': always,
    PersistentVolume: always,
    PersistentVolumeClaim: always,
  },
  preFilter: (pod, { store }) => {
    const places = volumesOf(pod, store).flatMap(({ metadata }) =>
      topologyLabels.flatMap((keys) =>
        keys.flatMap((key) => {
          const value = metadata.labels?.[key];
          return value === undefined ? [] : [{ keys, values: value.split('__') }];
        }),
      ),
    );
    if (places.length === 0) return undefined;
    return ({ node }) => {
      const { labels = {} } = node.metadata;
      if (!topologyLabels.flat().some((key) => labels[key] !== undefined)) return undefined;
      const within = places.every(({ keys, values }) => keys.some((key) => values.includes(labels[key] ?? '')));
      return within ? undefined : unresolvable('node(s) had no available volume zone');
    };
  },
};
