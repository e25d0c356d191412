/**
 * Tracks when changes that affect the endpoints of Services happened, so that the delay of the slices can be measured.
 */
// Models kubernetes/staging/src/k8s.io/endpointslice/trigger_time_tracker.go
import type { Pod, Service } from '../../api/types.ts';

export class TriggerTimes {
  /** For each Service by its key: its own time, and that of each Pod by name. */
  readonly #seen = new Map<string, { readonly service: string; readonly pods: Map<string, string> }>();

  /** Returns the earliest new time since the last call; `undefined` if there is none. */
  next({ metadata }: Service, pods: readonly Pod[]): string | undefined {
    const key = `${metadata.namespace}/${metadata.name}`;
    const before = this.#seen.get(key);
    const state = { service: metadata.creationTimestamp, pods: before?.pods ?? new Map<string, string>() };
    this.#seen.set(key, state);
    let earliest = before?.service === state.service ? undefined : state.service;
    for (const pod of pods) {
      const time = triggerTime(pod);
      if (time <= (state.pods.get(pod.metadata.name) ?? '')) continue;
      state.pods.set(pod.metadata.name, time);
      if (earliest === undefined || time < earliest) earliest = time;
    }
    return earliest;
  }

  forget(key: string): void {
    this.#seen.delete(key);
  }
}

/** The time of the last change of the Pod's readiness, otherwise its creation. */
const triggerTime = ({ metadata, status }: Pod): string =>
  status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? metadata.creationTimestamp;
