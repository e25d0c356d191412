/** What an object may be made or changed to, beyond what is valid: admission plugins, and the identity that a patch keeps. */
// Models kubernetes/plugin/pkg/admission/storage/persistentvolume/resize/admission.go
import { classOf, storageClassOf } from '../../api/claims.ts';
import { compareQuantities } from '../../api/quantity.ts';
import type { KubernetesObject, Manifest, ObjectMeta, PersistentVolumeClaim } from '../../api/types.ts';
import type { ObjectView } from '../api.ts';
import type { ResourceInfo } from '../resources.ts';
import { badRequest, forbidden, namespaceTerminating, notFound } from '../status-error.ts';

/** @throws StatusError Forbidden */
export function admitUpdate(object: KubernetesObject, old: KubernetesObject, view: ObjectView): void {
  if (object.kind === 'PersistentVolumeClaim') {
    admitResize(object as PersistentVolumeClaim, old as PersistentVolumeClaim, view);
  }
}

/** The plugin PersistentVolumeClaimResize: a claim grows only where its StorageClass allows it. */
function admitResize(claim: PersistentVolumeClaim, old: PersistentVolumeClaim, view: ObjectView): void {
  const [size, oldSize] = [claim, old].map(({ spec }) => spec.resources?.requests?.['storage'] ?? 0);
  if (compareQuantities(size!, oldSize!) <= 0) return;
  const refuse = (why: string) => forbidden('persistentvolumeclaims', '', claim.metadata.name, why);
  if (old.status.phase !== 'Bound') throw refuse('Only bound persistent volume claims can be expanded');
  if (classOf(claim) !== classOf(old) || storageClassOf(claim, view)?.allowVolumeExpansion !== true) {
    throw refuse(
      'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    );
  }
}

/** A patch must leave the object where it is. */
export function checkIdentity({ metadata = {} }: Manifest, name: string, namespace: string | undefined): void {
  if (namespace !== undefined && metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name ?? ''}) does not match the name on the URL (${name})`);
  }
}

/**
 * The plugin NamespaceLifecycle: nothing is created in a namespace that is not there or is going.
 * @throws StatusError
 */
export function admitNamespace(info: ResourceInfo, name: string, namespace: string, view: ObjectView): void {
  const found = view.get('namespaces', namespace);
  if (found === undefined) throw notFound('namespaces', '', namespace);
  if (found.metadata.deletionTimestamp !== undefined) {
    throw namespaceTerminating(info.resource, info.group, name, namespace);
  }
}

/** Metadata that a client cannot change, whatever it sends. */
export function systemFields({ metadata }: KubernetesObject): Partial<ObjectMeta> {
  const { name, namespace, uid, resourceVersion, generation, creationTimestamp } = metadata;
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    uid,
    resourceVersion,
    ...(generation !== undefined && { generation }),
    creationTimestamp,
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
  };
}
