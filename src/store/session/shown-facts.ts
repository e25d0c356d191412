/** Summarizes what a moment shows, to compare two versions of the engine on the same session. */
import type { LabState } from '../state/lab-state.ts';

const ready = (conditions: readonly { readonly type?: string; readonly status?: string }[] = []): boolean =>
  conditions.some(({ type, status }) => type === 'Ready' && status === 'True');

/** Returns the objects of the moment as the page shows them, and the moment. */
export function shownFacts(state: LabState) {
  const { view, stage } = state;
  const { now, past, run, playing, language, stageView, inspected, text, files } = state;
  return {
    now,
    past,
    run,
    playing,
    language,
    stageView,
    inspected,
    text,
    files,
    runs: state.runs.map(({ id, name, from, began }) => ({
      id,
      name,
      from: from && { id: from.id, at: from.at },
      began,
    })),
    beside: state.beside,
    selected: state.selected,
    commands: state.commands.map(({ command, file, ok }) => ({ command, ok, ...(file !== undefined && { file }) })),
    slots: stage.slots.map(({ ordinal, pod }) => ({ ordinal, pod: pod?.name ?? null })),
    statefulSets: view.list('statefulsets').map(({ metadata, spec, status }) => ({
      name: metadata.name,
      replicas: spec.replicas,
      ready: status?.readyReplicas ?? 0,
      updated: status?.updatedReplicas ?? 0,
    })),
    deployments: view.list('deployments').map(({ metadata, spec, status }) => ({
      name: metadata.name,
      replicas: spec.replicas,
      ready: status?.readyReplicas ?? 0,
    })),
    pods: view.list('pods').map(({ metadata, spec, status }) => ({
      name: metadata.name,
      node: spec.nodeName ?? null,
      image: spec.containers[0]?.image,
      phase: status?.phase,
      ready: ready(status?.conditions),
      restarts: status?.containerStatuses?.[0]?.restartCount ?? 0,
      waiting: status?.containerStatuses?.[0]?.state?.waiting?.reason ?? null,
      deleting: metadata.deletionTimestamp !== undefined,
    })),
    claims: view.list('persistentvolumeclaims').map(({ metadata, status }) => ({
      name: metadata.name,
      phase: status?.phase,
    })),
    services: view.list('services').map(({ metadata }) => metadata.name),
    nodes: view.list('nodes').map(({ metadata, spec, status }) => ({
      name: metadata.name,
      ready: ready(status?.conditions),
      unschedulable: spec?.unschedulable ?? false,
    })),
  };
}

export type ShownFacts = ReturnType<typeof shownFacts>;
