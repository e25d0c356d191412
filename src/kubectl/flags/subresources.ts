/** `--subresource`: a part of an object, or another view of it. */
// Models kubectl/pkg/cmd/util/helpers.go and kubernetes/pkg/registry/apps/statefulset/storage/storage.go (ScaleREST)
import { type KubernetesObject, type LabelSelector, type ResourceInfo, StatusError } from '../../engine/index.ts';
import { failure } from '../errors/failure.ts';
import { field, int } from '../resources/fields.ts';
import type { Flags, FlagSpec } from './flags.ts';
import { formatSelector } from '../printers/cells.ts';

/** For commands that accept any of them. */
const subresources: readonly string[] = ['resize', 'scale', 'status'];

export const subresourceFlag = (values = subresources): FlagSpec => ({
  name: 'subresource',
  type: 'string',
  values,
  usage: 'If specified, the command will operate on the subresource of the requested object.',
});

export function checkSubresource(flags: Flags, values = subresources): void {
  const given = flags.string('subresource');
  if (given !== '' && !values.includes(given)) {
    throw failure(`invalid subresource value: "${given}". Must be one of [${values.join(' ')}]`);
  }
}

/** The kinds with the subresource `scale`. */
export const scalable = new Set(['deployments', 'replicasets', 'replicationcontrollers', 'statefulsets']);

export const scaleMapping: ResourceInfo = {
  resource: 'scales' as ResourceInfo['resource'],
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  namespaced: true,
  shortNames: [],
  hasStatus: false,
  tracksGeneration: false,
};

export const noSubresource = (): StatusError =>
  new StatusError('NotFound', 'the server could not find the requested resource');

/** @throws StatusError NotFound if the kind does not have it. */
export function readSubresource(mapping: ResourceInfo, object: KubernetesObject, name: string): KubernetesObject {
  if (name === 'scale' && scalable.has(mapping.resource)) return scaleOf(object);
  if (name === 'status' && mapping.hasStatus) return object;
  if (name === 'resize' && mapping.resource === 'pods') return object;
  throw noSubresource();
}

function scaleOf(object: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const selector = formatSelector(field(object, 'spec.selector') as LabelSelector | undefined);
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { creationTimestamp, name, ...(namespace !== undefined && { namespace }), resourceVersion, uid },
    spec: { replicas: int(object, 'spec.replicas') },
    status: { replicas: int(object, 'status.replicas'), selector },
  } as unknown as KubernetesObject;
}
