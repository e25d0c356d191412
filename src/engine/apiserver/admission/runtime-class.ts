/** The plugin RuntimeClass: a Pod gets the overhead, node selector and tolerations of its RuntimeClass. */
// Models kubernetes/plugin/pkg/admission/runtimeclass/admission.go
import { amounts } from '../../api/pod-requests.ts';
import type { Pod } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import { type AdmissionPlugin, refuse } from './plugin.ts';

const sorted = (overhead: object | undefined): unknown => [...amounts(overhead)].sort();

export const runtimeClass: AdmissionPlugin<Pod> = {
  resources: ['pods'],
  admit(pod, request, { store }) {
    const { runtimeClassName: name, overhead, nodeSelector, tolerations = [] } = pod.spec;
    if (request.old !== undefined) return pod;
    const found = name ? store.get('runtimeclasses', name) : undefined;
    if (name && found === undefined) throw refuse(request, `pod rejected: RuntimeClass "${name}" not found`);
    const podFixed = found?.overhead?.podFixed;
    if (overhead !== undefined && found?.overhead === undefined) {
      throw refuse(request, 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead');
    }
    if (overhead !== undefined && !equal(sorted(overhead), sorted(podFixed))) {
      throw refuse(request, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
    }
    const { scheduling } = found ?? {};
    for (const [key, value] of Object.entries(scheduling?.nodeSelector ?? {})) {
      const own = nodeSelector?.[key] ?? value;
      const at = (of: string, is: unknown): string => `${of}.nodeSelector[${key}] = ${String(is)}`;
      if (own === value) continue;
      throw refuse(request, `conflict: ${at('runtimeClass.scheduling', value)}; ${at('pod.spec', own)}`);
    }
    const more = (scheduling?.tolerations ?? []).filter((t) => !tolerations.some((own) => equal(own, t)));
    const spec = {
      ...pod.spec,
      ...(podFixed && { overhead: podFixed }),
      ...(scheduling?.nodeSelector && { nodeSelector: { ...nodeSelector, ...scheduling.nodeSelector } }),
      ...(more.length > 0 && { tolerations: [...tolerations, ...more] }),
    };
    return found === undefined ? pod : { ...pod, spec };
  },
};
