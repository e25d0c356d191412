/** Files that the kubelet makes of API objects: ConfigMaps, Secrets, the Pod's own fields. */
// Models kubernetes/pkg/volume/{configmap,secret,downwardapi,projected}
// Differs: what is mounted follows the object at once; a real kubelet takes up to a minute.
import type { KubernetesObject, Pod, PodSpec } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';
import { decodeBase64 } from './base64.ts';

type Volume = NonNullable<PodSpec['volumes']>[number];
type Source = Pick<Volume, 'configMap' | 'secret' | 'downwardAPI' | 'projected'>;
type Files = Readonly<Record<string, string>>;
interface Item {
  readonly key: string;
  readonly path: string;
}

/** By path within the volume; `undefined`: the volume is of another kind. */
export function volumeContents(source: Source, pod: Pod, ip: string, store: ObjectStore): Files | undefined {
  const { configMap, secret, downwardAPI, projected } = source;
  const find = (resource: 'configmaps' | 'secrets', name = ''): (KubernetesObject & { data?: Files }) | undefined =>
    store.get(resource, name, pod.metadata.namespace) as never;
  if (configMap) return chosen(find('configmaps', configMap.name)?.data, configMap.items);
  if (secret) {
    const { secretName, name } = secret as { secretName?: string; name?: string };
    const data = Object.entries(find('secrets', secretName ?? name)?.data ?? {});
    return chosen(Object.fromEntries(data.map(([key, value]) => [key, decodeBase64(value)])), secret.items);
  }
  if (downwardAPI) {
    const items = downwardAPI.items ?? [];
    return Object.fromEntries(items.map((item) => [`/${item.path}`, fieldOf(pod, ip, item.fieldRef?.fieldPath ?? '')]));
  }
  if (!projected) return undefined;
  const parts = (projected.sources ?? []).map((s) => volumeContents(s as Source, pod, ip, store) ?? {});
  return Object.assign({}, ...parts) as Files;
}

function chosen(data: Files = {}, items?: readonly Item[]): Files {
  const paths = items ?? Object.keys(data).map((key) => ({ key, path: key }));
  return Object.fromEntries(
    paths.flatMap(({ key, path }) => (data[key] === undefined ? [] : [[`/${path}`, data[key]]])),
  );
}

/** A field of the Pod as the downward API gives it. */
// Models kubernetes/pkg/fieldpath
export function fieldOf({ metadata, spec, status }: Pod, ip: string, path: string): string {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (map !== undefined) return metadata[map as 'labels' | 'annotations']?.[key!] ?? '';
  const all = (entries: Files = {}): string =>
    Object.keys(entries)
      .sort()
      .map((k) => `${k}=${JSON.stringify(entries[k])}`)
      .join('\n');
  switch (path) {
    case 'metadata.labels':
      return all(metadata.labels);
    case 'metadata.annotations':
      return all(metadata.annotations);
    case 'spec.nodeName':
      return spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? 'default';
    case 'status.podIP':
    case 'status.podIPs':
      return ip;
    case 'status.hostIP':
    case 'status.hostIPs':
      return status.hostIP ?? '';
    default:
      return String((metadata as unknown as Record<string, unknown>)[path.replace('metadata.', '')] ?? '');
  }
}
