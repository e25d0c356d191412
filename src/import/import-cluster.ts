/** Makes a cluster of a dump, and says which objects it lacks and which fields were left out. */
import { type ClusterOptions, createCluster, type KubernetesObject, resourceOfKind } from '../engine/index.ts';
import { type FoundCluster, hasMaxUnavailable, normalObject, restored } from '../engine/restore/index.ts';
import { foundTime } from './found-time.ts';
import { type KnownImages, knownImages } from './known-images.ts';
import { completed, type Lack } from './missing.ts';
import { DumpError, type DumpText, readDump } from './read-dump.ts';
import { Redaction, type Withheld } from './redact.ts';

export { DumpError, type DumpText };
export type { KnownImages, Lack };

export interface Imported {
  /** The options of clusters that begin as the one of the dump. */
  readonly options: Pick<ClusterOptions, 'restored' | 'featureGates'>;
  /** Virtual ms of the dump's newest time. */
  readonly at: number;
  /** The objects of the dump. */
  readonly objects: readonly KubernetesObject[];
  readonly images: KnownImages;
  readonly lacks: readonly Lack[];
  /** Fields that were left out, with the number of objects. */
  readonly withheld: Withheld;
  /** Objects that are not simulated, e.g. `HelmRelease web`. */
  readonly skipped: readonly string[];
}

/** The kinds whose controllers try again what was refused, with the controller's handler. */
const retried: Readonly<Record<string, string>> = { StatefulSet: 'statefulset', ReplicaSet: 'replicaset' };

/**
 * @param environment Values of environment variables: `keep` where the dump stays in one process, else `withhold`.
 * @throws DumpError when the texts are no dump.
 */
export function importCluster(texts: readonly DumpText[], environment: 'keep' | 'withhold'): Imported {
  const redaction = new Redaction(environment);
  const skipped: string[] = [];
  const byKey = new Map<string, KubernetesObject>();
  for (const manifest of readDump(texts)) {
    const object = resourceOfKind(manifest.apiVersion, manifest.kind) && normalObject(redaction.redacted(manifest));
    const { name = '', namespace = '' } = manifest.metadata ?? {};
    // An object that is in two files counts once, as it was read last.
    if (object) byKey.set(`${object.kind} ${namespace}/${name}`, object);
    else skipped.push(`${manifest.kind} ${name}`);
  }
  const found = [...byKey.values()];
  if (found.length === 0) throw new DumpError('the dump has no objects of kinds that are simulated');
  const { objects, madeUp, lacks } = completed(found);
  const at = foundTime(found);
  const cluster: FoundCluster = { at: Number.isFinite(at) ? at : 0, objects, madeUp, retries: {}, retryIn: 0 };
  const featureGates = {
    MaxUnavailableStatefulSet: found.some((o) => o.kind === 'StatefulSet' && hasMaxUnavailable(o)),
  };
  const retries = refusedBefore(cluster, featureGates);
  return {
    options: { featureGates, restored: restored({ ...cluster, retries, retryIn: retryAfter }) },
    at: cluster.at,
    objects: found,
    images: knownImages(found),
    lacks,
    withheld: redaction.withheld,
    skipped,
  };
}

/** Virtual ms after which a controller tries again what was refused before the dump was made. */
const retryAfter = 5000;

/** Finds out on a copy which objects a controller cannot bring further: the real one tries them again and again. */
function refusedBefore(
  cluster: FoundCluster,
  featureGates: ClusterOptions['featureGates'] & {},
): FoundCluster['retries'] {
  const retries: Record<string, string[]> = {};
  for (const { kind, metadata } of cluster.objects) {
    const handler = retried[kind];
    if (handler !== undefined) (retries[handler] ??= []).push(`${metadata.namespace}/${metadata.name}`);
  }
  const probe = createCluster({ featureGates, restored: restored({ ...cluster, retries, retryIn: 0 }) });
  const from = probe.history.length;
  probe.advanceTo(cluster.at);
  const refused = new Set(
    probe.history.slice(from).flatMap((record) => {
      const isRefused = record.type === 'SYNC' && record.decisions.some(({ rule }) => rule === 'WriteRefused');
      return isRefused ? [`${record.controller.replace(/-controller$/, '')} ${record.key}`] : [];
    }),
  );
  return Object.fromEntries(
    Object.entries(retries).map(([handler, keys]) => [handler, keys.filter((key) => refused.has(`${handler} ${key}`))]),
  );
}
