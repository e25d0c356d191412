/** Plans a change: runs the engine ahead of a moment, and returns the writes that follow and where they stop. */
import { type Cluster, isWrite, type HistoryRecord, type Pod } from '../engine/index.ts';
import type { Translate } from '../i18n/translate.ts';
import { type Imported, resultOf } from '../import/import-cluster.ts';
import { type Printed, runCommand } from '../kubectl/run-command.ts';
import { type Assume, type Assumption, assumptionsOf } from './assumptions.ts';
import { describeState, type State } from './describe-state.ts';
import { assumedManagers } from './assumed-managers.ts';
import { type Assumed, type PlanStart, startOf } from './plan-start.ts';
import { type PlanStep, planSteps } from './plan-steps.ts';
import { type PlannedWrite, plannedWrites } from './planned-writes.ts';
import { stuckOn, type StuckOn } from './stuck.ts';
import { workingDirectory } from './working-directory.ts';

export interface PlanCommand {
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
  /** The sets that do not reach their desired state. */
  readonly stuck: readonly StuckOn[];
  readonly assumptions: readonly Assumption[];
  /** Images of new Pods whose behaviour is not known. */
  readonly newImages: readonly string[];
}

const actor = { name: 'user', reason: 'plan' };
/** Virtual ms after which each controller has retried what was refused. */
const longestRetry = 1_000_000;
/** Largest number of times that retries may change something. */
const maxRounds = 20;

/** Most tasks that one plan runs. */
const maxTasks = 300_000;

/** A plan that would take too much work. */
export class PlanTooLong extends Error {}

/** Returns the consequences of a change of an imported cluster. */
export const plan = (imported: Imported, change: PlanCommand, assume: Assume, t: Translate): Plan =>
  resultOf(planning(startOf(imported), change, assume, t));

/**
 * Plans in small parts.
 * @throws PlanTooLong
 */
export function* planning(start: PlanStart, change: PlanCommand, assume: Assume, t: Translate): Generator<void, Plan> {
  const first = yield* run(start, change, assume, {}, t);
  if (assume.newImage === undefined || assume.newImage === 'ready') return first;
  const { newImage } = assume;
  const forEach = <T>(value: T) => Object.fromEntries(first.newImages.map((image) => [image, value]));
  const behaviours =
    newImage === 'broken' ? { images: forEach('missing' as const) } : { readyAfter: forEach(newImage * 1000) };
  return yield* run(start, change, assume, behaviours, t);
}

function* run(
  start: PlanStart,
  { command, files = {} }: PlanCommand,
  assume: Assume,
  images: Assumed,
  t: Translate,
): Generator<void, Plan> {
  const { namespace } = start;
  const fieldsSetBy = assume.fieldsSetBy === 'another' ? null : applierOf(command);
  const beginning = start.begin({ ...images, fieldsSetBy });
  let step = beginning.next();
  for (; step.done !== true; step = beginning.next()) yield;
  const cluster = step.value;
  const before = describeState(cluster, namespace);
  const from = cluster.history.length;
  if (assume.lostNode !== undefined) cluster.cutNode(assume.lostNode, actor);
  const asked = cluster.inputs.length;
  const printed = runWithin(cluster, command, files);
  const requests = cluster.inputs.slice(asked);
  const managers = assumedManagers(cluster, requests, start);
  const withheld = cluster.api.withhold !== undefined && JSON.stringify(requests).includes('"withheld-');
  yield;
  const end = yield* comeToRest(cluster, t);
  const records = cluster.history.slice(from, end.records);
  const newImages = imagesOf(records).filter((image) => start.images[image] === undefined);
  return {
    ...printed,
    writes: plannedWrites(records, t),
    steps: planSteps(cluster.history.slice(0, from), records, t),
    before,
    state: describeState(end.view, namespace),
    end: end.stuck.length > 0 ? 'stuck' : 'at rest',
    ...(end.stuck[0] !== undefined && { stuckOn: end.stuck[0] }),
    stuck: end.stuck,
    assumptions: assumptionsOf(start, records, { assume, newImages, managers, withheld }, t),
    newImages,
  };
}

/** The field manager of kubectl apply --server-side. */
const applierOf = (command: string): string => /--field-manager[= ]["']?([^\s"']+)/.exec(command)?.[1] ?? 'kubectl';

interface Rest {
  readonly records: number;
  readonly view: ReturnType<typeof frozen>;
  readonly stuck: readonly StuckOn[];
}

/** Runs until only endless retries remain, and these change nothing. */
function* comeToRest(cluster: Cluster, t: Translate): Generator<void, Rest> {
  let tasks = 0;
  for (let round = 0; ; round++) {
    while (!cluster.atRest()) {
      if (++tasks > maxTasks) throw new PlanTooLong(`more than ${maxTasks} tasks`);
      cluster.step();
      yield;
    }
    const records = cluster.history.length;
    const now = { records, view: frozen(cluster.api), stuck: stuckOn(cluster, t) };
    yield;
    if (round >= maxRounds || !hasRetries(cluster.history) || !(yield* leadsFurther(cluster))) return now;
  }
}

/** Runs a command while time passes; a command that waits ends when nothing more will happen. */
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
  return runCommand(command, { api: cluster.api, cluster, files, disk: workingDirectory(files), logs, wait });
}

/** Returns the current objects; the result does not change as time passes. */
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

/** Returns true if the last reconcile of an object was refused: its controller will retry it. */
function hasRetries(history: readonly HistoryRecord[]): boolean {
  const last = new Map<string, boolean>();
  for (const record of history) {
    if (record.type !== 'SYNC') continue;
    const refused = record.decisions.some(({ rule }) => rule === 'WriteRefused');
    last.set(`${record.controller} ${record.key}`, refused);
  }
  return [...last.values()].includes(true);
}

/** Runs the retries. Returns true if one of them has changed more than an Event. */
function* leadsFurther(cluster: Cluster): Generator<void, boolean> {
  const end = cluster.now() + longestRetry;
  for (let due = cluster.nextTaskAt(); due !== undefined && due <= end; due = cluster.nextTaskAt()) {
    const from = cluster.history.length;
    cluster.step();
    yield;
    const news = cluster.history.slice(from).filter((r) => isWrite(r) && r.resource !== 'events');
    if (news.some((r) => isWrite(r) && !['kubelet', 'default-scheduler'].includes(r.actor.name))) return true;
  }
  return false;
}

/** The images of Pods that are created. */
function imagesOf(records: readonly HistoryRecord[]): readonly string[] {
  const created = records.filter((r) => isWrite(r) && r.type === 'ADDED' && r.resource === 'pods');
  const images = created.flatMap((r) => (isWrite(r) ? (r.object as Pod).spec.containers.map((c) => c.image) : []));
  return [...new Set(images.filter((image) => image !== undefined))];
}
