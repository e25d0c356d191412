/** The plugin Priority: a Pod gets the priority of its PriorityClass, or of the default one. */
// Models kubernetes/plugin/pkg/admission/priority/admission.go
import type { PriorityClass } from '../../api/admission-types.ts';
import type { Pod } from '../../api/types.ts';
import type { ObjectStore } from '../object-store.ts';
import { type AdmissionPlugin, refuse } from './plugin.ts';

/** Returns the default class; of several, the one with the lowest value. */
function defaultClass(store: ObjectStore): PriorityClass | undefined {
  const defaults = store.list('priorityclasses').filter(({ globalDefault }) => globalDefault === true);
  return [...defaults].sort((a, b) => a.value - b.value)[0];
}

export const podPriority: AdmissionPlugin<Pod> = {
  resources: ['pods'],
  admit(pod, request, { store }) {
    if (request.old !== undefined) return pod;
    const { priorityClassName: name, priority, preemptionPolicy } = pod.spec;
    const found = name ? store.get('priorityclasses', name) : defaultClass(store);
    if (name && found === undefined) throw refuse(request, `no PriorityClass with name ${name} was found`);
    const computed = found?.value ?? 0;
    const policy = found?.preemptionPolicy ?? 'PreemptLowerPriority';
    const must = (what: string, given: unknown, right: unknown): string =>
      `the ${what} (${String(given)}) must not be provided in pod spec; priority admission controller computed ${String(right)} from the given PriorityClass name`;
    if (priority !== undefined && priority !== computed) {
      throw refuse(request, must('integer value of priority', priority, computed));
    }
    if (found !== undefined && preemptionPolicy !== undefined && preemptionPolicy !== policy) {
      throw refuse(request, must('string value of PreemptionPolicy', preemptionPolicy, policy));
    }
    const spec = {
      ...pod.spec,
      ...(found !== undefined && { priorityClassName: found.metadata.name }),
      priority: computed,
      preemptionPolicy: preemptionPolicy ?? policy,
    };
    return { ...pod, spec };
  },
};

/** Only one class can be the default. */
export const priorityClasses: AdmissionPlugin<PriorityClass> = {
  resources: ['priorityclasses'],
  validate({ globalDefault, metadata }, request, { store }) {
    if (globalDefault !== true) return;
    const other = defaultClass(store);
    if (other === undefined || (request.old !== undefined && other.metadata.name === metadata.name)) return;
    const { name } = other.metadata;
    throw refuse(request, `PriorityClass ${name} is already marked as default. Only one default can exist`);
  },
};
