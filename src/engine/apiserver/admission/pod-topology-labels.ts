/** The plugin PodTopologyLabels: a Pod gets the zone and the region of its node as labels. */
// Models kubernetes/plugin/pkg/admission/podtopologylabels/admission.go
import type { Pod } from '../../api/types.ts';
import { withFields } from '../../base/values.ts';
import type { ObjectStore } from '../object-store.ts';
import type { AdmissionPlugin } from './plugin.ts';

/** Returns the Pod with the labels of the node that it is bound to. */
export function withTopology(pod: Pod, node: string, store: ObjectStore): Pod {
  const near = Object.entries(store.get('nodes', node)?.metadata.labels ?? {}).filter(([key]) =>
    /^topology\.kubernetes\.io\/(zone|region)$/.test(key),
  );
  if (near.length === 0) return pod;
  const labels = { ...pod.metadata.labels, ...Object.fromEntries(near) };
  return withFields(pod, { metadata: withFields(pod.metadata, { labels }) });
}

/** For a Pod that is created with a node; the binding of others is a request of its own. */
export const podTopologyLabels: AdmissionPlugin<Pod> = {
  resources: ['pods'],
  admit(pod, { old }, { store }) {
    const { nodeName } = pod.spec;
    return old === undefined && nodeName ? withTopology(pod, nodeName, store) : pod;
  },
};
