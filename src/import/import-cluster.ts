/** Makes a cluster from a dump, and reports the objects that the dump lacks and the fields that were left out. */
import {
  type ClusterOptions,
  createCluster,
  type KubernetesObject,
  type Manifest,
  resourceOfKind,
} from '../engine/index.ts';
import { type FoundCluster, hasMaxUnavailable, normalObject, restored } from '../engine/restore/index.ts';
import { DumpError } from './dump-error.ts';
import { refusedByEvents } from './failed-writes.ts';
import { foundTime } from './found-time.ts';
import { standIn } from './stand-in.ts';
import { type KnownImages, knownImages } from './known-images.ts';
import { completed, type Lack } from './missing.ts';
import { type DumpText, readDump } from './read-dump.ts';
import { type EnvironmentValues, Redaction, type Withheld, withheldFrom } from './redact.ts';

export { DumpError, type DumpText, type EnvironmentValues, type KnownImages, type Lack, type Withheld };

export interface Imported {
  /** Options of clusters that begin with the state of the dump. */
  readonly options: Required<Pick<ClusterOptions, 'restored' | 'featureGates'>>;
  /** Virtual ms of the newest time in the dump. */
  readonly at: number;
  /** The objects of the dump. */
  readonly objects: readonly KubernetesObject[];
  readonly images: KnownImages;
  /** The kubelet of the cluster: that of {@link standIn}, with what the dump shows of images and volumes. */
  readonly kubelet: NonNullable<ClusterOptions['kubelet']>;
  readonly lacks: readonly Lack[];
  /** Fields that were left out, with the number of objects. */
  readonly withheld: Withheld;
  /** Objects that are not simulated, e.g. `HelmRelease web`. */
  readonly skipped: readonly string[];
}

/** Kinds whose controllers retry what was refused, with the handler of the controller. */
const retried: Readonly<Record<string, string>> = { StatefulSet: 'statefulset', ReplicaSet: 'replicaset' };

/** Limits of an import; absent for those of {@link readDump}. */
export interface ImportLimits {
  readonly objects?: number;
}

/** @throws DumpError if the texts are not a dump. */
export const importCluster = (texts: readonly DumpText[], environment: EnvironmentValues): Imported =>
  resultOf(importing(texts, environment));

/**
 * Does the same in small parts: yields the part that is done, from 0 to 1.
 * @throws DumpError if the texts are not a dump.
 */
export function* importing(
  texts: readonly DumpText[],
  environment: EnvironmentValues,
  { objects }: ImportLimits = {},
): Generator<number, Imported> {
  const reading = readDump(texts, objects);
  let step = reading.next();
  for (; step.done !== true; step = reading.next()) yield step.value / 2;
  const restoring = importingObjects(step.value, environment);
  let next = restoring.next();
  for (; next.done !== true; next = restoring.next()) yield 0.5 + next.value / 2;
  return next.value;
}

/** Imports objects that were already read, in small parts. */
export function* importingObjects(
  manifests: readonly Manifest[],
  environment: EnvironmentValues,
): Generator<number, Imported> {
  const redaction = new Redaction(environment);
  const skipped: string[] = [];
  const byKey = new Map<string, KubernetesObject>();
  const managedFields = new Map<string, unknown>();
  for (const [i, manifest] of manifests.entries()) {
    const object = resourceOfKind(manifest.apiVersion, manifest.kind) && normalObject(redaction.redacted(manifest));
    const { name = '', namespace = '' } = manifest.metadata ?? {};
    // An object in two files counts once; the last file wins.
    if (object) {
      byKey.set(`${object.kind} ${namespace}/${name}`, object);
      const entries = (manifest.metadata as { readonly managedFields?: unknown }).managedFields;
      if (environment === 'keep') managedFields.set(object.metadata.uid, entries);
    } else skipped.push(`${manifest.kind} ${name}`);
    yield i / manifests.length / 2;
  }
  const found = [...byKey.values()];
  if (found.length === 0) throw new DumpError('NotSimulated');
  const { objects, madeUp, lacks } = completed(found);
  yield 0.55;
  const at = foundTime(found);
  const cluster: FoundCluster = {
    at: Number.isFinite(at) ? at : 0,
    objects,
    madeUp,
    retries: {},
    retryIn: 0,
    managedFields,
    withhold: environment === 'withhold' ? withheldFrom(found) : undefined,
  };
  const featureGates = {
    MaxUnavailableStatefulSet: found.some((o) => o.kind === 'StatefulSet' && hasMaxUnavailable(o)),
  };
  yield 0.6;
  const retries = yield* refusedBefore(cluster, featureGates);
  const images = knownImages(found);
  // Where VolumeAttachments were read, a volume has to leave one node before it comes to another.
  const attached = found.some(({ kind }) => kind === 'VolumeAttachment');
  return {
    options: { featureGates, restored: restored({ ...cluster, retries, retryIn: retryAfter }) },
    at: cluster.at,
    objects: found,
    images,
    kubelet: { ...standIn, images, ...(attached && { volumes: 'attached' }) },
    lacks,
    withheld: redaction.withheld,
    skipped,
  };
}

/** Runs a generator to its end. */
export function resultOf<T>(work: Generator<unknown, T>): T {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** Virtual ms after which a controller retries requests that were refused before the dump. */
const retryAfter = 5000;

/**
 * Finds the objects that a controller retries: on a copy, those that it cannot reconcile; from Events, those whose last
 * request was refused.
 */
function* refusedBefore(
  cluster: FoundCluster,
  featureGates: ClusterOptions['featureGates'] & {},
): Generator<number, FoundCluster['retries']> {
  const retries: Record<string, string[]> = {};
  const failed = refusedByEvents(cluster.objects, cluster.at);
  const refused = new Set<string>();
  for (const { kind, metadata } of cluster.objects) {
    const handler = retried[kind];
    if (handler === undefined) continue;
    const key = `${metadata.namespace}/${metadata.name}`;
    (retries[handler] ??= []).push(key);
    if (failed.has(metadata.uid)) refused.add(`${handler} ${key}`);
  }
  const toProbe = restored({ ...cluster, retries, retryIn: 0 });
  const making = toProbe.creating((restored) => createCluster({ featureGates, restored }));
  let step = making.next();
  for (; step.done !== true; step = making.next()) yield 0.7;
  const probe = step.value;
  const from = probe.history.length;
  for (let due = probe.nextTaskAt(); due !== undefined && due <= cluster.at; due = probe.nextTaskAt()) {
    probe.step();
    yield 0.8;
  }
  for (const record of probe.history.slice(from)) {
    if (record.type !== 'SYNC' || !record.decisions.some(({ rule }) => rule === 'WriteRefused')) continue;
    refused.add(`${record.controller.replace(/-controller$/, '')} ${record.key}`);
  }
  return Object.fromEntries(
    Object.entries(retries).map(([handler, keys]) => [handler, keys.filter((key) => refused.has(`${handler} ${key}`))]),
  );
}
