/** The plugin RuntimeClass: a Pod gets the overhead, node selector and tolerations of its RuntimeClass. */
// Models kubernetes/plugin/pkg/admission/runtimeclass/admission.go
import type { Pod } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import { type AdmissionPlugin, refuse } from './plugin.ts';

export const runtimeClass: AdmissionPlugin<Pod> = {
  resources: ['pods'],
  admit(pod, request, { store }) {
    const { runtimeClassName: name, overhead, nodeSelector, tolerations = [] } = pod.spec;
    if (request.old !== undefined) return pod;
    const found = name ? store.get('runtimeclasses', name) : undefined;
    if (name && found === undefined) throw refuse(request, `pod rejected: RuntimeClass "${name}" not found`);
    const { overhead: { podFixed } = {}, scheduling } = found ?? {};
    if (overhead !== undefined && !equal(overhead, podFixed)) {
      const without = 'Pod Overhead set without corresponding RuntimeClass defined Overhead';
      const differs = "Pod's Overhead doesn't match RuntimeClass's defined Overhead";
      throw refuse(request, `pod rejected: ${podFixed === undefined ? without : differs}`);
    }
    for (const [key, value] of Object.entries(scheduling?.nodeSelector ?? {})) {
      const given = nodeSelector?.[key] ?? value;
      const texts = [
        `runtimeClass.scheduling.nodeSelector[${key}] = ${value}`,
        `pod.spec.nodeSelector[${key}] = ${given}`,
      ];
      if (given !== value) throw refuse(request, `conflict: ${texts.join('; ')}`);
    }
    const spec = {
      ...pod.spec,
      ...(podFixed && { overhead: podFixed }),
      ...(scheduling?.nodeSelector && { nodeSelector: { ...nodeSelector, ...scheduling.nodeSelector } }),
      ...(scheduling?.tolerations && { tolerations: [...tolerations, ...scheduling.tolerations] }),
    };
    return { ...pod, spec };
  },
};
