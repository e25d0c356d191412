/** Files of API objects: ConfigMaps, Secrets, the Pod's own fields. */
// Models kubernetes/pkg/volume/{configmap,secret,downwardapi,projected}
// Differs: mounted files change with the object at once; a real kubelet takes up to a minute.
import type { KubernetesObject, Pod, PodSpec } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';
import { fieldOf, type PodPlace, resourceOf } from '../environment/downward-api.ts';
import { decodeBase64 } from './base64.ts';
import { serviceAccountToken } from './service-account-token.ts';

type Volume = NonNullable<PodSpec['volumes']>[number];
type Source = Pick<Volume, 'configMap' | 'secret' | 'downwardAPI' | 'projected'>;
type Files = Readonly<Record<string, string>>;
interface Item {
  readonly key: string;
  readonly path: string;
}

/** By path within the volume; `undefined` for other kinds of volumes. */
export function volumeContents(source: Source, pod: Pod, place: PodPlace, store: ObjectStore): Files | undefined {
  const { configMap, secret, downwardAPI, projected } = source;
  type Found = KubernetesObject & { readonly data?: Files; readonly binaryData?: Files };
  const find = (resource: 'configmaps' | 'secrets', name = ''): Found | undefined =>
    store.get(resource, name, pod.metadata.namespace) as never;
  if (configMap) {
    const { data, binaryData } = find('configmaps', configMap.name) ?? {};
    return chosen({ ...data, ...decoded(binaryData) }, configMap.items);
  }
  if (secret) {
    const { secretName, name } = secret as { secretName?: string; name?: string };
    return chosen(decoded(find('secrets', secretName ?? name)?.data), secret.items);
  }
  if (downwardAPI) {
    const items = downwardAPI.items ?? [];
    return Object.fromEntries(
      items.map(({ path, fieldRef, resourceFieldRef }) => [
        `/${path}`,
        resourceFieldRef
          ? resourceOf(pod, pod.spec.containers[0]!, resourceFieldRef, place)
          : fieldOf(pod, place, fieldRef?.fieldPath ?? ''),
      ]),
    );
  }
  if (!projected) return undefined;
  const parts = (projected.sources ?? []).map((s) => {
    const { serviceAccountToken: token } = s;
    if (token === undefined) return volumeContents(s as Source, pod, place, store) ?? {};
    return { [`/${token.path}`]: serviceAccountToken(pod, token.expirationSeconds ?? 3600, token.audience) };
  });
  return Object.assign({}, ...parts) as Files;
}

const decoded = (data: Files = {}): Files =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decodeBase64(value)]));

function chosen(data: Files, items?: readonly Item[]): Files {
  const paths = items ?? Object.keys(data).map((key) => ({ key, path: key }));
  return Object.fromEntries(
    paths.flatMap(({ key, path }) => (Object.hasOwn(data, key) ? [[`/${path}`, data[key]!]] : [])),
  );
}
