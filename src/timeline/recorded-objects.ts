/** Records the objects of a moment in a session: one line for each, as `kubectl get` would print it in short. */
import type { KubernetesObject, ObjectView, PersistentVolumeClaim, Pod, ResourceName } from '../engine/index.ts';
import { podColumns } from '../kubectl/printers/pod-status.ts';
import type { SavedObjects } from '../share/recorded.ts';

/** Longest record that is saved, in characters: compressed, at most some 4 kB. */
const maxLength = 16_000;

type Fields = Readonly<Record<string, unknown>>;
type Line = (object: KubernetesObject) => string | null;

const count = (value: unknown): number => Number(value ?? 0);

const replicas: Line = (object) => {
  const { spec, status } = object as { readonly spec?: Fields; readonly status?: Fields };
  return `${count(status?.readyReplicas)}/${count(spec?.replicas)} ${count(status?.updatedReplicas)}`;
};

/** Facts of an object that follow its name, most important first; null if there are none. */
const lines: Readonly<Record<string, Line>> = {
  pods(object) {
    const pod = object as Pod;
    const { ready, status, restarts } = podColumns(pod);
    const image = pod.spec.containers[0]?.image?.replace(/^.*\//, '') ?? '';
    return `${ready} ${status} ${restarts} ${pod.spec.nodeName ?? '-'} ${image}`;
  },
  statefulsets: replicas,
  deployments: replicas,
  persistentvolumeclaims(object) {
    const { metadata, status } = object as PersistentVolumeClaim;
    return metadata.deletionTimestamp === undefined ? (status?.phase ?? 'Pending') : 'Terminating';
  },
  /** Only nodes with a problem. */
  nodes(object) {
    const { spec, status } = object as { readonly spec?: Fields; readonly status?: Fields };
    const conditions = (status?.conditions ?? []) as readonly Fields[];
    const ready = conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True');
    const words = [...(ready ? [] : ['NotReady']), ...(spec?.unschedulable === true ? ['SchedulingDisabled'] : [])];
    return words.length === 0 ? null : words.join(',');
  },
};

export const recordedResources = Object.keys(lines) as ResourceName[];

const nameOf = ({ metadata: { name, namespace } }: KubernetesObject): string =>
  namespace === undefined || namespace === 'default' ? name : `${namespace}/${name}`;

/** Returns an object's line; null for one that is not recorded. */
export function lineOf(resource: string, object: KubernetesObject): string | null {
  const said = Object.hasOwn(lines, resource) ? lines[resource]!(object) : null;
  return said === null ? null : `${nameOf(object)} ${said}`;
}

/** Returns the lines of all objects by resource; null if they are longer than `max` characters. */
export function recordObjects(objects: Pick<ObjectView, 'list'>, max = maxLength): SavedObjects | null {
  const record: Record<string, string> = {};
  let length = 0;
  for (const resource of recordedResources) {
    const own: string[] = [];
    for (const object of objects.list(resource)) {
      const line = lineOf(resource, object);
      if (line === null) continue;
      length += line.length + 1;
      if (length > max) return null;
      own.push(line);
    }
    if (own.length > 0) record[resource] = own.join('\n');
  }
  return record;
}
