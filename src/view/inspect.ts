/** Details of one API object, as kubectl get -o yaml and kubectl describe would show them. */
import {
  type Event,
  type KubernetesObject,
  type ObjectView,
  type Pod,
  resourceInfo,
  type ResourceName,
} from '../engine/index.ts';
import { tableOf } from '../kubectl/printers/columns.ts';
import { writeYaml } from '../manifests/write-yaml.ts';

/** The inspected object. */
export interface Inspected {
  readonly resource: ResourceName;
  readonly name: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
}

/** Returns the object at a moment; undefined if it does not exist then. */
export function inspectedObject(
  view: ObjectView,
  { resource, name, namespace }: Inspected,
): KubernetesObject | undefined {
  return view.get(resource, name, namespace);
}

/** As `kubectl get -o yaml` prints it. */
export const objectYaml = (object: KubernetesObject): string => writeYaml(object);

/** Singular, as it is written in YAML, e.g. `PersistentVolumeClaim`. */
export const kindOf = (view: ObjectView, { resource }: Inspected): string => resourceInfo(resource, view).kind;

/**
 * Returns the columns of `kubectl get` for the object, besides its name.
 * @param now Virtual ms.
 */
export function columnsOf(
  view: ObjectView,
  { resource }: Inspected,
  object: KubernetesObject,
  now: number,
): readonly { readonly name: string; readonly value: string }[] {
  const { columns, row } = tableOf(resourceInfo(resource, view));
  return row(object, { now })
    .map((value, i) => ({ ...columns[i]!, value }))
    .filter(({ name, wide }) => name !== 'Name' && !wide);
}

/** Returns the Events about an object, newest last, including earlier ones of its name. */
export function eventsAbout(events: readonly Event[], object: KubernetesObject): readonly Event[] {
  const { name, namespace } = object.metadata;
  return events.filter(
    ({ involvedObject: about, metadata }) =>
      about.kind === object.kind && about.name === name && (metadata.namespace ?? '') === (namespace ?? 'default'),
  );
}

/** Returns the objects that an object depends on, itself first. For a Pod: its claims, their volumes, its node. */
export function pathFrom(view: ObjectView, inspected: Inspected): readonly Inspected[] {
  const { resource, name, namespace } = inspected;
  if (resource === 'persistentvolumeclaims') {
    const user = view.list('pods', { namespace }).find((pod) => claimsOf(pod).includes(name));
    return user === undefined ? ofClaim(view, name, namespace) : ofPod(view, user);
  }
  if (resource === 'persistentvolumes') {
    const claim = view.get('persistentvolumes', name)?.spec.claimRef;
    return claim?.name
      ? pathFrom(view, { resource: 'persistentvolumeclaims', ...claim, name: claim.name })
      : [inspected];
  }
  const pod = resource === 'pods' ? view.get('pods', name, namespace) : undefined;
  return pod === undefined ? [inspected] : ofPod(view, pod);
}

const claimsOf = (pod: Pod): readonly string[] =>
  (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []);

function ofPod(view: ObjectView, pod: Pod): readonly Inspected[] {
  const { name, namespace } = pod.metadata;
  const node = pod.spec.nodeName;
  return [
    { resource: 'pods', name, ...(namespace && { namespace }) },
    ...claimsOf(pod).flatMap((claim) => ofClaim(view, claim, namespace)),
    ...(node ? [{ resource: 'nodes' as const, name: node }] : []),
  ];
}

function ofClaim(view: ObjectView, name: string, namespace: string | undefined): readonly Inspected[] {
  const volume = view.get('persistentvolumeclaims', name, namespace)?.spec.volumeName;
  return [
    { resource: 'persistentvolumeclaims', name, ...(namespace && { namespace }) },
    ...(volume ? [{ resource: 'persistentvolumes' as const, name: volume }] : []),
  ];
}
