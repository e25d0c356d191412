/** Resolves the references of a container's variables, for `kubectl set env --resolve`. */
// Models kubectl/pkg/cmd/set/env/env_resolve.go
import { type Container, type KubernetesObject, valueOf } from '../../../../engine/index.ts';
import { getObject } from '../../../client/client.ts';
import type { KubectlEnvironment } from '../../../command.ts';
import type { Target } from '../../../resources/find-objects.ts';
import { mappingFor } from '../../../resources/rest-mapper.ts';
import { fromBase64 } from '../../../text/text.ts';

type Reference = NonNullable<NonNullable<Container['env']>[number]['valueFrom']>;

/** Returns kubectl's name of a reference. */
export function referenceName(from: Reference): string {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = from;
  if (configMapKeyRef) return `configmap ${configMapKeyRef.name ?? ''}, key ${configMapKeyRef.key}`;
  if (secretKeyRef) return `secret ${secretKeyRef.name ?? ''}, key ${secretKeyRef.key}`;
  if (fieldRef) return `field path ${fieldRef.fieldPath}`;
  if (!resourceFieldRef) return 'invalid valueFrom';
  const { containerName, resource } = resourceFieldRef;
  return `resource field ${containerName ? `${containerName}/` : ''}${resource}`;
}

/** Returns the referenced value of a variable, or the reason why there is none. */
export function resolveReference(
  from: Reference,
  { live, namespace }: Target,
  container: Container,
  { api }: KubectlEnvironment,
): string | Error {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = from;
  const ref = configMapKeyRef ?? secretKeyRef;
  if (ref) {
    const [resource, kind] = configMapKeyRef ? ['configmaps', 'ConfigMap'] : ['secrets', 'Secret'];
    const object = getObject(api, mappingFor(api, resource), ref.name ?? '', namespace);
    if (object === undefined) return new Error(`${resource} "${ref.name ?? ''}" not found`);
    const value = valueOf((object as { data?: Readonly<Record<string, string>> }).data, ref.key);
    if (value === undefined) return new Error(`key ${ref.key} not found in ${kind.toLowerCase()} ${ref.name ?? ''}`);
    return kind === 'Secret' ? fromBase64(value) : value;
  }
  if (fieldRef) return fieldValue(live, fieldRef.fieldPath);
  if (!resourceFieldRef) return new Error('invalid valueFrom');
  const [list, name] = resourceFieldRef.resource.split('.') as ['limits' | 'requests', string];
  const amount = container.resources?.[list]?.[name];
  return amount === undefined
    ? new Error(`unsupported container resource : ${resourceFieldRef.resource}`)
    : String(amount);
}

/** Fields of the object itself: for a workload, kubectl uses those of the workload. */
function fieldValue(object: KubernetesObject | undefined, path: string): string | Error {
  const { metadata } = object ?? {};
  const unsupported = new Error(`unsupported fieldPath: ${path}`);
  if (metadata === undefined) return unsupported;
  const subscript = /^metadata\.(annotations|labels)\['(.*)'\]$/.exec(path);
  if (subscript !== null) return metadata[subscript[1] as 'annotations' | 'labels']?.[subscript[2]!] ?? '';
  switch (path) {
    case 'metadata.annotations':
    case 'metadata.labels': {
      const entries = Object.entries(metadata[path.slice('metadata.'.length) as 'annotations' | 'labels'] ?? {}).sort();
      return entries.map(([key, value]) => `${key}=${JSON.stringify(value)}\n`).join('');
    }
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
  }
  return unsupported;
}
