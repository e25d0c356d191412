/** The ConfigMaps and Secrets that a Pod mounts, and the kubelet's errors if they do not exist. */
// Models kubernetes/pkg/volume/{configmap,secret,projected}
import type { KubernetesObject, Pod, PodSpec } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';

type Volume = NonNullable<PodSpec['volumes']>[number];
type Kind = 'configmap' | 'secret';

interface Reference {
  readonly name?: string;
  readonly optional?: boolean;
  readonly items?: readonly { readonly key: string }[];
}

const find = (pod: Pod, store: ObjectStore, kind: Kind, name = ''): Record<string, unknown> | undefined => {
  const object = store.get(`${kind}s`, name, pod.metadata.namespace) as KubernetesObject | undefined;
  return object && { ...(object as { data?: object }).data, ...(object as { binaryData?: object }).binaryData };
};

/** The reason why the volume cannot be mounted. */
export function mountProblem(volume: Volume, pod: Pod, store: ObjectStore): string | undefined {
  const { configMap, secret, projected } = volume;
  const parts = [
    { configMap, secret: secret && { ...secret, name: secret.secretName } },
    ...(projected?.sources ?? []),
  ];
  const problems = (parts as { configMap?: Reference; secret?: Reference }[]).flatMap(
    (part) => lacks('configmap', part.configMap, pod, store) ?? lacks('secret', part.secret, pod, store) ?? [],
  );
  // Each error is named once.
  const named = [...new Set(problems)];
  return named.length > 1 ? `[${named.join(', ')}]` : named[0];
}

function lacks(kind: Kind, reference: Reference | undefined, pod: Pod, store: ObjectStore): string | undefined {
  if (reference === undefined || reference.optional === true) return undefined;
  const data = find(pod, store, kind, reference.name);
  if (data === undefined) return `${kind} "${reference.name}" not found`;
  const missing = reference.items?.find(({ key }) => !Object.hasOwn(data, key));
  if (missing === undefined) return undefined;
  return kind === 'configmap'
    ? `configmap references non-existent config key: ${missing.key}`
    : `references non-existent secret key: ${missing.key}`;
}
