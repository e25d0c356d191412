/**
 * Judges a replay against its recording. Compared are: whether the API server granted each request; the successful
 * creates and deletes of Pods, the creates of claims and the creates, updates and deletes of revisions, in order; and
 * the state at rest after every step, to the last field of the status. Writes of the controller that were refused and
 * passing statuses depend on the recording's timing and do not count.
 */
import { isDeepStrictEqual } from 'node:util';
import type { ReplayedTrace, Trace } from './trace.ts';

interface RecordedWrite {
  readonly verb: string;
  readonly resource: string;
  readonly name: string;
  readonly code?: number;
  readonly revision?: string | number;
}
type State = Record<string, readonly Record<string, unknown>[] | undefined>;

export interface RecordedTrace extends Trace {
  readonly steps: readonly (Trace['steps'][number] & {
    readonly writes: readonly RecordedWrite[];
    readonly state: State;
  })[];
}

/** The fields of each resource's state that a recording and a replay must agree on. */
const compared: Record<string, readonly string[]> = {
  statefulsets: ['name', 'generation', 'replicas', 'terminating', 'status'],
  pods: ['name', 'revision', 'image', 'phase', 'ready', 'terminating', 'owner', 'waiting'],
  persistentvolumeclaims: ['name', 'phase', 'owner', 'terminating', 'storageClass'],
  controllerrevisions: ['name', 'revision', 'owner'],
  endpointslices: ['service', 'endpoints'],
  deployments: ['name', 'status'],
  replicasets: ['name', 'replicas', 'status'],
  poddisruptionbudgets: ['name', 'status'],
};

function isDecisive({ verb, resource, code = 200 }: RecordedWrite): boolean {
  if (code >= 400) return false;
  if (verb === 'create' || verb === 'delete') {
    return ['pods', 'persistentvolumeclaims', 'controllerrevisions'].includes(resource);
  }
  return verb === 'update' && resource === 'controllerrevisions';
}

function describe({ verb, resource, name, revision }: RecordedWrite): string {
  return [verb, resource, name, resource === 'persistentvolumeclaims' ? '' : (revision ?? '')].join(' ').trim();
}

/** The real controller works in parallel there, so only what was written counts, not in which order. */
function hasNoOrder(trace: RecordedTrace): boolean {
  const parallel = trace.steps.some((s) =>
    s.do.some((d) =>
      d.apply?.some(
        (o) => (o['spec'] as { podManagementPolicy?: string } | undefined)?.podManagementPolicy === 'Parallel',
      ),
    ),
  );
  return (
    parallel || trace.featureGates?.MaxUnavailableStatefulSet === true || trace.steps.some((s) => s.settle === false)
  );
}

/** Objects as they are compared: without times, and without the part of a ReplicaSet's Pod's name that is chance. */
function comparable(objects: State[string], fields: readonly string[]): readonly object[] {
  const texts = (objects ?? []).map((object) => {
    const byChance = String(object['owner']).startsWith('ReplicaSet/');
    const named = byChance ? { ...object, name: String(object['name']).replace(/.{5}$/, '?????') } : object;
    return JSON.stringify(Object.fromEntries(fields.map((f) => [f, named[f]])), (key, value: unknown) =>
      /^last(Update|Transition)Time$/.test(key) ? undefined : value,
    );
  });
  return texts.map((text) => JSON.parse(text) as object);
}

/** @returns what differs, in words; empty: the replay equals the recording. */
export function compareTrace(recorded: RecordedTrace, replayed: ReplayedTrace): readonly string[] {
  const differences: string[] = [];
  const pending: { real: string[]; ours: string[] } = { real: [], ours: [] };
  recorded.steps.forEach((step, i) => {
    const ours = replayed.steps[i];
    if (ours === undefined) return differences.push(`step ${i}: missing`);
    step.do.forEach(({ code = 200 }, n) => {
      const answer = ours.codes[n]!;
      if (code >= 400 !== answer >= 400) differences.push(`step ${i} request ${n}\n  real: ${code}\n  ours: ${answer}`);
    });
    pending.real.push(...step.writes.filter(isDecisive).map(describe));
    pending.ours.push(...(ours.writes as RecordedWrite[]).filter(isDecisive).map(describe));
    // Recorded in mid-flight: judged together with the next step.
    if (step.settle === false) return;
    const [real, mine] = [pending.real.splice(0), pending.ours.splice(0)];
    if (hasNoOrder(recorded)) [real, mine].forEach((writes) => writes.sort());
    if (!isDeepStrictEqual(real, mine)) {
      differences.push(`step ${i} writes\n  real: ${real.join(' · ')}\n  ours: ${mine.join(' · ')}`);
    }
    for (const [resource, fields] of Object.entries(compared)) {
      const want = comparable(step.state[resource], fields);
      const have = comparable((ours.state as State)[resource], fields);
      if (!isDeepStrictEqual(want, have)) {
        differences.push(`step ${i} ${resource}\n  real: ${JSON.stringify(want)}\n  ours: ${JSON.stringify(have)}`);
      }
    }
  });
  return differences;
}
