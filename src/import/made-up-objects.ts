/** Makes objects that must exist because other objects of the dump refer to them. */
import type { ControllerRevision, KubernetesObject, PersistentVolumeClaim, Pod, StatefulSet } from '../engine/index.ts';

const of = <T extends KubernetesObject>(kind: string, found: readonly KubernetesObject[]): readonly T[] =>
  found.filter((o) => o.kind === kind) as unknown as readonly T[];

/** Returns the metadata of an object that is not in the dump. */
const metaOf = (kind: string, name: string, like: KubernetesObject, namespace?: string) => ({
  name,
  ...(namespace !== undefined && { namespace }),
  uid: `not-in-the-dump-${kind}-${namespace ?? ''}-${name}`,
  resourceVersion: like.metadata.resourceVersion,
  creationTimestamp: like.metadata.creationTimestamp,
});

/** Returns the revisions that a set's status names. */
export function madeUpRevisions(found: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const known = new Set(
    of('ControllerRevision', found).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  );
  return of<StatefulSet>('StatefulSet', found).flatMap((set) => {
    const { currentRevision, updateRevision, observedGeneration } = set.status;
    // The status may refer to an older template.
    if (observedGeneration !== set.metadata.generation || !currentRevision || !updateRevision) return [];
    return [...new Set([currentRevision, updateRevision])]
      .filter((name) => !known.has(`${set.metadata.namespace}/${name}`))
      .map((name): KubernetesObject => {
        const template = name === updateRevision ? set.spec.template : templateAt(name, set, found);
        const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: set.metadata.name, uid: set.metadata.uid };
        const revision: unknown = {
          apiVersion: 'apps/v1',
          kind: 'ControllerRevision',
          metadata: {
            ...metaOf('ControllerRevision', name, set, set.metadata.namespace),
            labels: { ...set.spec.template.metadata?.labels },
            ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
          },
          data: { spec: { template: { ...template, $patch: 'replace' } } },
          revision: name === updateRevision && name !== currentRevision ? 2 : 1,
        };
        return revision as ControllerRevision;
      });
  });
}

/** Returns the set's template with the images of a Pod at the revision. */
function templateAt(revision: string, { spec }: StatefulSet, found: readonly KubernetesObject[]): object {
  const pod = of<Pod>('Pod', found).find(({ metadata }) => metadata.labels?.['controller-revision-hash'] === revision);
  const imageOf = (name: string): string | undefined => pod?.spec.containers.find((c) => c.name === name)?.image;
  const containers = spec.template.spec!.containers.map((c) => ({ ...c, image: imageOf(c.name) ?? c.image }));
  return { ...spec.template, spec: { ...spec.template.spec, containers } };
}

/** Returns the claims of running Pods, if the dump has no claims of their namespace. */
export function madeUpClaims(found: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const read = new Set(of('PersistentVolumeClaim', found).map(({ metadata }) => metadata.namespace));
  const sets = of<StatefulSet>('StatefulSet', found);
  return of<Pod>('Pod', found).flatMap((pod) => {
    const { namespace } = pod.metadata;
    if (read.has(namespace) || !pod.spec.nodeName) return [];
    const set = sets.find((s) => pod.metadata.ownerReferences?.some(({ uid }) => uid === s.metadata.uid));
    return (pod.spec.volumes ?? []).flatMap((volume): readonly KubernetesObject[] => {
      const name = volume.persistentVolumeClaim?.claimName;
      if (name === undefined) return [];
      const template = set?.spec.volumeClaimTemplates?.find((t) => t.metadata.name === volume.name);
      const spec = template?.spec ?? { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
      const { accessModes, resources } = spec;
      const claim: unknown = {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          ...metaOf('PersistentVolumeClaim', name, pod, namespace),
          annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
          finalizers: ['kubernetes.io/pvc-protection'],
          ...(set !== undefined && { labels: set.spec.selector.matchLabels }),
        },
        spec: { volumeMode: 'Filesystem', ...spec, volumeName: `volume-of-${namespace}-${name}` },
        status: { phase: 'Bound', accessModes, capacity: resources?.requests },
      };
      return [claim as PersistentVolumeClaim];
    });
  });
}

/** Returns the volumes of bound claims. */
export function madeUpVolumes(found: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const known = new Set(of('PersistentVolume', found).map(({ metadata }) => metadata.name));
  return of<PersistentVolumeClaim>('PersistentVolumeClaim', found).flatMap((claim) => {
    const { volumeName, accessModes, storageClassName, volumeMode, resources } = claim.spec;
    if (claim.status.phase !== 'Bound' || !volumeName || known.has(volumeName)) return [];
    const { name, namespace, uid } = claim.metadata;
    const volume: unknown = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        ...metaOf('PersistentVolume', volumeName, claim),
        annotations: { 'pv.kubernetes.io/provisioned-by': 'lab.example/ssd' },
        finalizers: ['kubernetes.io/pv-protection'],
      },
      spec: {
        accessModes,
        capacity: claim.status.capacity ?? resources?.requests,
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
        persistentVolumeReclaimPolicy: 'Delete',
        ...(storageClassName !== undefined && { storageClassName }),
        volumeMode: volumeMode ?? 'Filesystem',
      },
      status: { phase: 'Bound' },
    };
    return [volume as KubernetesObject];
  });
}
