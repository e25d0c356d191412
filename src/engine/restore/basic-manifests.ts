/** Objects of every cluster: those of a new cluster, without nodes and StorageClasses. */
import type { Manifest } from '../api/types.ts';
import { bootstrapManifests } from '../bootstrap.ts';

const ofOurs: ReadonlySet<string> = new Set(['Node', 'StorageClass']);

/**
 * @param nodes Names of the nodes to make up.
 * @param classes Names of the StorageClasses to make up.
 */
export function basicManifests(nodes: readonly string[], classes: readonly string[]): readonly Manifest[] {
  const all = bootstrapManifests();
  const node = all.find(({ kind }) => kind === 'Node')!;
  const storageClass = all.findLast(({ kind }) => kind === 'StorageClass')!;
  const { labels } = node.metadata as { labels: Record<string, string> };
  return [
    ...all.filter(({ kind }) => !ofOurs.has(kind)),
    ...nodes.map((name) => ({
      ...node,
      metadata: { name, labels: { ...labels, 'kubernetes.io/hostname': name } },
    })),
    ...classes.map((name) => ({ ...storageClass, metadata: { name } })),
  ];
}
