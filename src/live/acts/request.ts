/** Builds the request for a change. */
import { resourceInfo, resourceOfKind } from '../../engine/index.ts';
import { documentsOf } from '../../view/manifest-text.ts';
import { ownManager } from '../other-writers.ts';
import { type LiveAct, partitionOf, type WriteRequest } from './acts.ts';

const merge = 'application/merge-patch+json';
const strategic = 'application/strategic-merge-patch+json';
const apply = 'application/apply-patch+yaml';
const options = `fieldManager=${ownManager}&fieldValidation=Strict`;
const name = /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/;

/** An error in a change: there is no valid request for it. */
export class ActError extends Error {}

/**
 * Returns the request that changes an object of the namespace.
 * @throws ActError
 */
export function requestOf(act: LiveAct, namespace: string): WriteRequest {
  switch (act.do) {
    case 'scale': {
      const body = { spec: { replicas: whole(act.replicas, 'replicas') } };
      return patchOf(`${pathOf('statefulsets', namespace, act.set)}/scale`, merge, act.uid, body);
    }
    case 'image': {
      if (act.image.trim() === '' || act.image.length > 500) throw new ActError('the image has no name');
      const containers = [{ name: act.container, image: act.image.trim() }];
      const body = { spec: { template: { spec: { containers } } } };
      return patchOf(pathOf('statefulsets', namespace, act.set), strategic, act.uid, body);
    }
    case 'partition': {
      const body = partitionOf(whole(act.partition, 'partition'));
      return patchOf(pathOf('statefulsets', namespace, act.set), merge, act.uid, body);
    }
    case 'deletePod':
      return {
        method: 'DELETE',
        address: pathOf('pods', namespace, act.pod),
        contentType: 'application/json',
        body: JSON.stringify({ apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid: act.uid } }),
      };
    case 'apply':
      return applyRequest(act.manifest, namespace);
  }
}

/** Returns the address of a request; a dry run changes nothing. */
export const addressOf = ({ address }: WriteRequest, dryRun: boolean): string =>
  dryRun ? `${address}${address.includes('?') ? '&' : '?'}dryRun=All` : address;

/** The API server refuses a patch with another uid than the object's. */
const patchOf = (path: string, contentType: string, uid: string, body: object): WriteRequest =>
  patch(path, contentType, JSON.stringify({ metadata: { uid }, ...body }));

function patch(path: string, contentType: string, body: string): WriteRequest {
  return { method: 'PATCH', address: `${path}?${options}`, contentType, body };
}

function whole(value: number, field: string): number {
  if (!Number.isInteger(value) || value < 0 || value > 2 ** 31 - 1)
    throw new ActError(`${field} must be a whole number from 0 on`);
  return value;
}

function pathOf(resource: Parameters<typeof resourceInfo>[0], namespace: string, object: string): string {
  if (!name.test(object)) throw new ActError(`${object.slice(0, 60)} is no name of an object`);
  const { group, version } = resourceInfo(resource);
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}/${object}`;
}

/** Kinds that can be applied. */
const applicable = ['StatefulSet', 'Service', 'PodDisruptionBudget', 'Deployment'];

function applyRequest(manifest: string, namespace: string): WriteRequest {
  const documents = documentsOf(manifest);
  if (documents === null) throw new ActError('the manifest is not valid YAML');
  const [document, ...others] = documents;
  if (document === undefined || others.length > 0) throw new ActError('the manifest must be one object');
  const { apiVersion, kind, metadata } = document;
  const info = resourceOfKind(apiVersion, kind);
  if (info === undefined || !applicable.includes(kind)) {
    throw new ActError(`only ${applicable.join(', ')} can be applied here`);
  }
  if ((metadata?.namespace ?? namespace) !== namespace) throw new ActError(`the namespace must be ${namespace}`);
  const path = pathOf(info.resource, namespace, metadata?.name ?? '');
  // JSON is also YAML.
  const body = JSON.stringify({ ...document, metadata: { ...metadata, namespace } });
  return patch(path, apply, body);
}
