/** The relations of one object to others: its owners, the objects that it depends on, and its dependents. */
import type { KubernetesObject, ObjectView, ResourceName } from '../engine/index.ts';
import { resourceOfKind } from '../engine/index.ts';
import { type Inspected, inspectedObject, pathFrom } from './inspect.ts';

/** Relation of an object to the one above it. */
export type Tie =
  /** From `metadata.ownerReferences` of the lower one. */
  | 'owns'
  /** A Pod mounts a claim. */
  | 'mounts'
  /** A claim is bound to a volume. */
  | 'bound'
  /** A Pod runs on a node. */
  | 'runs';

export interface Link {
  readonly object: Inspected;
  /** Null for the first one, which has nothing above it. */
  readonly tie: Tie | null;
  /** Its depth in the tree, from 0. */
  readonly depth: number;
}

const ties: Partial<Record<ResourceName, Tie>> = {
  persistentvolumeclaims: 'mounts',
  persistentvolumes: 'bound',
  nodes: 'runs',
};

/**
 * Returns the owner of an object: its controller, or else the first one; undefined if there is none, or it was deleted.
 */
function ownerOf(view: ObjectView, { metadata }: KubernetesObject): Inspected | undefined {
  const references = metadata.ownerReferences ?? [];
  const reference = references.find(({ controller }) => controller) ?? references[0];
  const found = reference && resourceOfKind(reference.apiVersion, reference.kind, view);
  if (found === undefined) return undefined;
  const owner: Inspected = {
    resource: found.resource as ResourceName,
    name: reference!.name,
    ...(found.namespaced && metadata.namespace && { namespace: metadata.namespace }),
  };
  return inspectedObject(view, owner)?.metadata.uid === reference!.uid ? owner : undefined;
}

/** Returns the chain of owners, the uppermost first. */
function ownersOf(view: ObjectView, inspected: Inspected): readonly Inspected[] {
  const object = inspectedObject(view, inspected);
  const owner = object && ownerOf(view, object);
  return owner === undefined ? [] : [...ownersOf(view, owner), owner];
}

/** Returns a tree, row by row: the owners of the object, the object, and what it depends on. */
export function linksOf(view: ObjectView, inspected: Inspected): readonly Link[] {
  const path = pathFrom(view, inspected);
  const owners = ownersOf(view, path[0]!);
  const top = owners.length;
  // The node comes first, so that deeper rows come last.
  const [head, ...rest] = path as readonly [Inspected, ...Inspected[]];
  const below = [
    ...rest.filter(({ resource }) => resource === 'nodes'),
    ...rest.filter(({ resource }) => resource !== 'nodes'),
  ];
  const ofPod = head.resource === 'pods';
  return [
    ...owners.map((object, depth): Link => ({ object, tie: depth === 0 ? null : 'owns', depth })),
    { object: head, tie: top === 0 ? null : 'owns', depth: top },
    ...below.map((object): Link => ({
      object,
      tie: ties[object.resource] ?? 'owns',
      depth: top + (ofPod && object.resource === 'persistentvolumes' ? 2 : 1),
    })),
  ];
}

const owned = ['replicasets', 'controllerrevisions', 'endpointslices', 'pods', 'persistentvolumeclaims'] as const;

/** Returns the dependents: objects that name it as an owner; of a node and an EndpointSlice, their Pods. */
export function dependentsOf(view: ObjectView, inspected: Inspected): readonly Inspected[] {
  const object = inspectedObject(view, inspected);
  if (object === undefined) return [];
  const { uid, namespace } = object.metadata;
  const named = (resource: ResourceName, { metadata }: KubernetesObject): Inspected => ({
    resource,
    name: metadata.name,
    ...(metadata.namespace && { namespace: metadata.namespace }),
  });
  if (inspected.resource === 'nodes') {
    return view
      .list('pods')
      .filter(({ spec }) => spec.nodeName === inspected.name)
      .map((pod) => named('pods', pod));
  }
  if (inspected.resource === 'endpointslices') {
    const pods = (view.get('endpointslices', inspected.name, inspected.namespace)?.endpoints ?? []).flatMap(
      ({ targetRef }) => (targetRef?.kind === 'Pod' ? (targetRef.name ?? []) : []),
    );
    return pods.map((name) => ({ resource: 'pods', name, ...(namespace && { namespace }) }));
  }
  return owned.flatMap((resource) =>
    (view.list(resource, { namespace }) as readonly KubernetesObject[])
      .filter(({ metadata }) => metadata.ownerReferences?.some((reference) => reference.uid === uid))
      .map((dependent) => named(resource, dependent)),
  );
}
