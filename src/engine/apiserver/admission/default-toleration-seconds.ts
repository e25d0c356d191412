/** The plugin DefaultTolerationSeconds: a Pod stays 300 s on a node that is not ready or unreachable. */
// Models kubernetes/plugin/pkg/admission/defaulttolerationseconds/admission.go
import type { Pod } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import type { AdmissionPlugin } from './plugin.ts';

const defaults = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) => ({
  key,
  operator: 'Exists' as const,
  effect: 'NoExecute' as const,
  tolerationSeconds: 300,
}));

/** Returns true for a toleration that the plugin adds to Pods without one. */
export const isDefaultToleration = (toleration: unknown): boolean => defaults.some((added) => equal(added, toleration));

export const defaultTolerationSeconds: AdmissionPlugin<Pod> = {
  resources: ['pods'],
  admit(pod, { old }) {
    const { tolerations = [] } = pod.spec;
    const missing = defaults.filter((t) => !tolerations.some((have) => have.key === t.key || (have.key ?? '') === ''));
    if (old !== undefined || missing.length === 0) return pod;
    return { ...pod, spec: { ...pod.spec, tolerations: [...tolerations, ...missing] } };
  },
};
