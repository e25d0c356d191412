/** The plugin PodTopologyLabels: a Pod gets the labels for zone and region of its node. */
// Models kubernetes/plugin/pkg/admission/podtopologylabels/admission.go
import type { Labels, Pod } from '../../api/types.ts';
import type { ObjectStore } from '../object-store.ts';
import type { AdmissionPlugin } from './plugin.ts';

/** Returns the labels of a Pod that is assigned to the node. */
export function labelsOnNode(labels: Labels | undefined, node: string | undefined, store: ObjectStore) {
  const there = Object.entries(store.get('nodes', node ?? '')?.metadata.labels ?? {});
  const copied = there.filter(([key]) => /^topology\.kubernetes\.io\/(zone|region)$/.test(key));
  return copied.length === 0 ? labels : { ...labels, ...Object.fromEntries(copied) };
}

export const podTopologyLabels: AdmissionPlugin<Pod> = {
  resources: ['pods'],
  admit(pod, { old }, { store }) {
    const { metadata, spec } = pod;
    const labels = old === undefined ? labelsOnNode(metadata.labels, spec.nodeName, store) : metadata.labels;
    return labels === metadata.labels ? pod : { ...pod, metadata: { ...metadata, labels: labels! } };
  },
};
