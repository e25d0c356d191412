import { beginning } from '../words/beginning.ts';
import { type ObjectView, type Pod, virtualTime } from '../../engine/index.ts';
import { podColumns } from '../../kubectl/printers/pod-status.ts';
import type { PodModel } from '../stage-model.ts';

export const revisionLabel = 'controller-revision-hash';

/** Returns true if the Ready condition of a Pod is True. */
export function isReady(pod: Pod): boolean {
  return pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;
}

/** Returns the part of an image after the colon: its tag, `latest` without one, or the beginning of its digest. */
export function imageTag(image: string): string {
  const [name, digest] = image.split('@');
  const tag = /:([^/]+)$/.exec(name ?? '')?.[1];
  if (tag !== undefined) return beginning(tag);
  return digest === undefined ? 'latest' : digest.replace(/^sha256:/, '').slice(0, 12);
}

/**
 * Returns the names of the Nodes whose kubelets do not report.
 * @param before Returned if it is equal.
 */
export function silentNodes(view: ObjectView, before: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const silent = view.list('nodes').filter(({ status }) => {
    const ready = status.conditions?.find(({ type }) => type === 'Ready');
    return ready !== undefined && ready.status !== 'True';
  });
  const names = silent.map(({ metadata }) => metadata.name);
  return names.length === before.size && names.every((name) => before.has(name)) ? before : new Set(names);
}

export function podModel(pod: Pod, silent: ReadonlySet<string>, revisionIndex: (name: string) => number): PodModel {
  const { metadata, spec, status } = pod;
  const columns = podColumns(pod);
  const image = spec.containers[0]?.image ?? '';
  const revision = metadata.labels?.[revisionLabel] ?? '';
  return {
    uid: metadata.uid,
    name: metadata.name,
    phase: status.phase,
    status: columns.status,
    readyText: columns.ready,
    ready: isReady(pod),
    terminating: metadata.deletionTimestamp !== undefined,
    image,
    imageTag: imageTag(image),
    revision,
    revisionIndex: revisionIndex(revision),
    node: spec.nodeName ?? null,
    nodeSilent: spec.nodeName !== undefined && silent.has(spec.nodeName),
    ip: status.podIP ?? null,
    restarts: columns.restarts,
    createdAt: virtualTime(metadata.creationTimestamp),
  };
}
