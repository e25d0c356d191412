/** The data of volumes: stored with the volume, on the node, or with the Pod. */
import type { Container, Pod } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';
import { claimNameOf } from '../../controllers/volume/pod-claims.ts';
import type { PodRuntime } from '../pod-runtime.ts';
import type { Environment } from '../environment/environment.ts';
import { expand } from '../environment/expansion.ts';
import type { Mount } from './container-files.ts';
import { FileTree } from './file-tree.ts';
import { placeOf } from '../environment/downward-api.ts';
import { volumeContents } from './volume-contents.ts';

export class VolumeData {
  /** File trees that outlive Pods: by PersistentVolume, and by node and path. */
  readonly #trees = new Map<string, FileTree>();

  constructor(private readonly store: ObjectStore) {}

  /** Called when the storage system has deleted the volume: deletes its data. */
  forget(volume: string): void {
    this.#trees.delete(`volume ${volume}`);
  }

  /**
   * Returns the mounts of a container that starts now. A part of a volume (`subPath`) with API objects keeps its files
   * when these change.
   */
  mountsOf(runtime: PodRuntime, container: Container, environment: Environment): readonly Mount[] {
    return (container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath, subPathExpr, readOnly = false }) => {
      const source = this.#source(runtime, name);
      if (source === undefined) return [];
      const part = subPathExpr ? expand(subPathExpr, (variable) => environment.get(variable)) : (subPath ?? '');
      const files = source.tree();
      const tree = part === '' ? source.tree : () => files;
      return { ...source, tree, path: mountPath, root: `/${part}`, readOnly: readOnly || source.readOnly };
    });
  }

  #source(runtime: PodRuntime, name: string): Omit<Mount, 'path' | 'root'> | undefined {
    const { pod } = runtime;
    const volume = pod.spec.volumes?.find((v) => v.name === name);
    if (volume === undefined) return undefined;
    const claim = claimNameOf(pod, volume);
    if (claim !== undefined) return this.#persistent(runtime, claim, volume.persistentVolumeClaim?.readOnly ?? false);
    if (volume.hostPath) {
      const { path } = volume.hostPath;
      return { tree: () => this.#tree(`node ${runtime.node} ${path}`), readOnly: false };
    }
    const contents = () => {
      const { namespace, name: podName, uid } = pod.metadata;
      const known = this.store.get('pods', podName, namespace);
      // Labels and annotations may have changed.
      const current = known?.metadata.uid === uid ? known : pod;
      return volumeContents(volume, current, placeOf(this.store, runtime.node, runtime.ip), this.store);
    };
    if (contents() !== undefined) return { tree: () => new FileTree(contents()), readOnly: true };
    // An emptyDir, or another volume with the lifetime of the Pod.
    return { tree: () => runtime.scratch(name), readOnly: false };
  }

  #persistent(runtime: PodRuntime, claimName: string, readOnly: boolean): Omit<Mount, 'path' | 'root'> | undefined {
    const claim = this.store.get('persistentvolumeclaims', claimName, runtime.pod.metadata.namespace);
    const volume = claim?.spec.volumeName;
    if (!volume) return undefined;
    const { hostPath, local } = this.store.get('persistentvolumes', volume)?.spec ?? {};
    const path = hostPath?.path ?? local?.path;
    const key = path === undefined ? `volume ${volume}` : `node ${runtime.node} ${path}`;
    return { tree: () => this.#tree(key), readOnly, volume };
  }

  #tree(key: string): FileTree {
    let tree = this.#trees.get(key);
    if (tree === undefined) this.#trees.set(key, (tree = new FileTree()));
    return tree;
  }
}

/** Files in a container that its image does not contain. */
// Models kubernetes/pkg/kubelet/kubelet_pods.go (hosts file) and pkg/kubelet/network/dns
export function initialFiles({ metadata, spec }: Pod, ip: string, image: string): Readonly<Record<string, string>> {
  const hostname = spec.hostname ?? metadata.name;
  const domain = `${metadata.namespace}.svc.cluster.local`;
  const names = spec.subdomain ? `${hostname}.${spec.subdomain}.${domain}\t${hostname}` : hostname;
  return {
    '/etc/hostname': `${hostname}\n`,
    '/etc/hosts': `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n${ip}\t${names}\n`,
    '/etc/resolv.conf': `search ${domain} svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`,
    ...(/(^|\/)nginx[^/]*$/.test(image) && { '/usr/share/nginx/html/index.html': '<h1>Welcome to nginx!</h1>\n' }),
  };
}
