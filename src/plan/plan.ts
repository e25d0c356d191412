/** Runs the engine ahead of an imported cluster: what one change leads to, write by write, and where it stops. */
import {
  type Cluster,
  type ClusterOptions,
  createCluster,
  isWrite,
  type HistoryRecord,
  type Pod,
} from '../engine/index.ts';
import type { Imported } from '../import/import-cluster.ts';
import { type Printed, runCommand } from '../kubectl/run-command.ts';
import { type Assume, type Assumption, assumptionsOf } from './assumptions.ts';
import { describeState, type State } from './describe-state.ts';
import { type PlanStep, planSteps } from './plan-steps.ts';
import { type PlannedWrite, plannedWrites, type Sentence } from './planned-writes.ts';
import { stuckOn, type StuckOn } from './stuck.ts';

export interface Change {
  /** A kubectl command line. */
  readonly command: string;
  /** Text files that the command may read, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface Plan {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** The writes of the StatefulSet controller, in order. */
  readonly writes: readonly PlannedWrite[];
  /** Writes and waits, in order. */
  readonly steps: readonly PlanStep[];
  readonly before: State;
  readonly state: State;
  readonly end: 'at rest' | 'stuck';
  readonly stuckOn?: StuckOn;
  /** All sets that do not come to what they are to be. */
  readonly stuck: readonly StuckOn[];
  readonly assumptions: readonly Assumption[];
}

/** As the dumps' own recorder: containers and probes are not simulated, a Pod becomes Ready or it does not. */
const outcomes = { podAddress: 'running', terminate: 150, volumes: 'ignored' } as const;
const actor = { name: 'user', reason: 'plan' };
/** Virtual ms by which the last controller has tried again what was refused. */
const longestRetry = 1_000_000;
/** Most times that retries may lead to something new. */
const maxRounds = 20;

export function plan(imported: Imported, change: Change, assume: Assume, sentence: Sentence): Plan {
  const first = run(imported, change, assume, {}, sentence);
  if (assume.newImage === undefined || assume.newImage === 'ready') return first.plan;
  const { newImage } = assume;
  const forEach = <T>(value: T) => Object.fromEntries(first.newImages.map((image) => [image, value]));
  const behaviours =
    newImage === 'broken' ? { images: forEach('missing' as const) } : { readyAfter: forEach(newImage * 1000) };
  return run(imported, change, assume, behaviours, sentence).plan;
}

function run(
  imported: Imported,
  { command, files = {} }: Change,
  assume: Assume,
  { images = {}, readyAfter = {} }: Pick<NonNullable<ClusterOptions['kubelet']>, 'images' | 'readyAfter'>,
  sentence: Sentence,
): { readonly plan: Plan; readonly newImages: readonly string[] } {
  const kubelet = { ...outcomes, images: { ...imported.images, ...images }, readyAfter };
  const cluster = createCluster({ ...imported.options, kubelet });
  const namespace = onlyNamespace(imported);
  const before = describeState(cluster, namespace);
  const from = cluster.history.length;
  if (assume.lostNode !== undefined) cluster.cutNode(assume.lostNode, actor);
  const printed = runWithin(cluster, command, files);
  const end = comeToRest(cluster);
  const records = cluster.history.slice(from, end.records);
  const found = imagesOf(records).filter((image) => imported.images[image] === undefined);
  const result: Plan = {
    ...printed,
    writes: plannedWrites(records, sentence),
    steps: planSteps(cluster.history.slice(0, from), records, sentence),
    before,
    state: describeState(end.view, namespace),
    end: end.stuck.length > 0 ? 'stuck' : 'at rest',
    ...(end.stuck[0] !== undefined && { stuckOn: end.stuck[0] }),
    stuck: end.stuck,
    assumptions: assumptionsOf(imported, records, { assume, newImages: found }),
  };
  return { plan: result, newImages: found };

  /** Runs until nothing more comes of it, endless retries included. */
  function comeToRest(cluster: Cluster) {
    for (let round = 0; ; round++) {
      cluster.settle();
      const records = cluster.history.length;
      const { api } = cluster;
      const now = { records, view: frozen(api), stuck: stuckOn(cluster, sentence) };
      if (round >= maxRounds || !hasRetries(cluster.history) || !leadsFurther(cluster)) return now;
    }
  }
}

/** Runs a command as time passes; one that waits gives up when nothing more will come. */
function runWithin(cluster: Cluster, command: string, files: Readonly<Record<string, string>>): Printed {
  const logs = (): readonly [] => [];
  const wait = (until: number | undefined): boolean => {
    const due = cluster.nextTaskAt();
    if (until !== undefined && (due === undefined || due > until)) {
      cluster.advanceTo(Math.max(until, cluster.now()));
      return true;
    }
    return (until !== undefined || !cluster.atRest()) && cluster.step();
  };
  return runCommand(command, { api: cluster.api, cluster, files, logs, wait });
}

/** The objects as they are now: time goes on, they stay. */
function frozen(api: Cluster['api']): { readonly api: Cluster['api'] } {
  const lists = new Map(
    (
      [
        'statefulsets',
        'pods',
        'persistentvolumeclaims',
        'controllerrevisions',
        'endpointslices',
        'deployments',
        'replicasets',
        'poddisruptionbudgets',
      ] as const
    ).map((resource) => [resource as string, api.list(resource)]),
  );
  const list = (resource: string, { namespace }: { namespace?: string } = {}) =>
    (lists.get(resource) ?? []).filter((o) => namespace === undefined || o.metadata.namespace === namespace);
  return { api: { list } as unknown as Cluster['api'] };
}

/** A controller was refused at its last look at an object, and will try again. */
function hasRetries(history: readonly HistoryRecord[]): boolean {
  const last = new Map<string, boolean>();
  for (const record of history) {
    if (record.type !== 'SYNC') continue;
    const refused = record.decisions.some(({ rule }) => rule === 'WriteRefused');
    last.set(`${record.controller} ${record.key}`, refused);
  }
  return [...last.values()].includes(true);
}

/** Lets the retries run. Returns true when one of them has changed more than an Event. */
function leadsFurther(cluster: Cluster): boolean {
  const end = cluster.now() + longestRetry;
  for (let due = cluster.nextTaskAt(); due !== undefined && due <= end; due = cluster.nextTaskAt()) {
    const from = cluster.history.length;
    cluster.step();
    const news = cluster.history.slice(from).filter((r) => isWrite(r) && r.resource !== 'events');
    if (news.some((r) => isWrite(r) && !['kubelet', 'default-scheduler'].includes(r.actor.name))) return true;
  }
  return false;
}

/** The namespace of all workloads, Pods and claims of the dump. */
function onlyNamespace({ objects }: Imported): string | undefined {
  const kinds = ['StatefulSet', 'Deployment', 'Pod', 'PersistentVolumeClaim'];
  const all = new Set(objects.filter(({ kind }) => kinds.includes(kind)).map(({ metadata }) => metadata.namespace));
  return all.size <= 1 ? ([...all][0] ?? 'default') : undefined;
}

/** The images of Pods that are created. */
function imagesOf(records: readonly HistoryRecord[]): readonly string[] {
  const created = records.filter((r) => isWrite(r) && r.type === 'ADDED' && r.resource === 'pods');
  const images = created.flatMap((r) => (isWrite(r) ? (r.object as Pod).spec.containers.map((c) => c.image) : []));
  return [...new Set(images.filter((image) => image !== undefined))];
}
