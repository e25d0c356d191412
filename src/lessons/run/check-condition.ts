/** Evaluates conditions on a recording that has come to rest. */
import {
  DnsCache,
  type HistoryRecord,
  isWrite,
  type NodeRecord,
  type ObjectView,
  type Pod,
  type ResourceName,
  type Turn,
} from '../../engine/index.ts';
import type { Recording } from '../../timeline/recording.ts';
import { emptyClusterView, foldWritten, type WrittenView } from '../../view/cluster-view.ts';
import { isReady } from '../../view/stage/pod.ts';
import type { Condition } from '../format/conditions.ts';
import { lastTurn, podEvents } from './moments.ts';
import { askKubectl, logsOf } from './run-kubectl.ts';

/** Largest number of moments that a condition over the history examines; of more, some are skipped evenly. */
const maxMoments = 400;
const namespace = 'default';

interface Moment {
  readonly at: number;
  /** Number of records by then. */
  readonly seq: number;
  readonly view: WrittenView;
}

/** A recording, from the moment at which a page was opened to the moment at which the cluster is at rest. */
export class Course {
  readonly before: WrittenView;
  readonly after: WrittenView;

  /**
   * @param from The moment at which the page was opened.
   * @param views The views of both ends, if they are known.
   */
  constructor(
    readonly recording: Recording,
    readonly from: Turn,
    views?: Pick<Course, 'before' | 'after'>,
  ) {
    const { history } = recording;
    this.before = views?.before ?? foldWritten(emptyClusterView, history.slice(0, from.seq));
    this.after = views?.after ?? foldWritten(this.before, history.slice(from.seq));
  }

  /** Records since the page was opened. */
  get records(): readonly HistoryRecord[] {
    return this.recording.history.slice(this.from.seq);
  }

  /**
   * The moments since the page was opened: the first, and those after which a record matters. It is asked for each record
   * when its moment is reached.
   */
  *moments(matters: (record: HistoryRecord) => boolean): Generator<Moment, void> {
    const { history, turns } = this.recording;
    const since = turns.filter(({ seq }) => seq > this.from.seq);
    const stride = Math.max(1, Math.ceil(since.length / maxMoments));
    let [view, seq] = [this.before, this.from.seq];
    let examined = seq;
    let changed = false;
    yield { at: this.from.at, seq, view };
    for (const [i, turn] of since.entries()) {
      while (!changed && examined < turn.seq) changed = matters(history[examined++]!);
      if (!changed || (i % stride !== 0 && i !== since.length - 1)) continue;
      view = foldWritten(view, history.slice(seq, turn.seq));
      examined = seq = turn.seq;
      changed = false;
      yield { at: turn.at, seq, view };
    }
  }

  /**
   * Returns the position in the history of the record after which something was always true; null if it was true at
   * every moment.
   * @param holds Called with the course up to a moment.
   */
  since(holds: (then: Course) => boolean): number | null {
    const { recording, from, before } = this;
    const { history, turns, inputs } = recording;
    const moments = [...this.moments(() => true)];
    const last = moments.findLastIndex(({ at, seq, view }) => {
      const then = { inputs, history: history.slice(0, seq), turns: turns.filter((turn) => turn.seq <= seq) };
      return !holds(new Course({ ...then, now: () => at, subscribe: () => () => {} }, from, { before, after: view }));
    });
    return last < 0 ? null : (moments[last + 1]?.seq ?? history.length) - 1;
  }

  /** Runs a command at a moment. The output of containers is known only at the end. */
  ask(command: string, objects: ObjectView = this.after.objects, at = lastTurn(this.recording).at) {
    const { history, simulation } = this.recording;
    const atEnd = objects === this.after.objects;
    const logs = atEnd && simulation !== undefined ? logsOf(simulation.cluster) : undefined;
    return askKubectl(command, objects, { now: () => at, history }, logs);
  }
}

const resourceOf = {
  pod: 'pods',
  pvc: 'persistentvolumeclaims',
  sts: 'statefulsets',
  node: 'nodes',
  svc: 'services',
} as const;

/** @param reference `pod/web-0` */
function uidOf(view: WrittenView, reference: string): string | undefined {
  const [type, name] = reference.split('/') as [keyof typeof resourceOf, string];
  return view.objects.get(resourceOf[type], name, type === 'node' ? undefined : namespace)?.metadata.uid;
}

/** Returns true for the writes of some resources. */
export const isOf =
  (...resources: readonly string[]) =>
  (record: HistoryRecord): boolean =>
    isWrite(record) && resources.includes(record.resource);

/** Returns the files that were written to a claim's volume. */
function filesOf(view: WrittenView, claim: string): Readonly<Record<string, string>> {
  const volume = view.objects.get('persistentvolumeclaims', claim, namespace)?.spec.volumeName;
  return volume === undefined ? {} : (view.volumeFiles.get(volume) ?? {});
}

function unreadyOf(view: WrittenView, set: string): number {
  const replicas = view.objects.get('statefulsets', set, namespace)?.spec.replicas ?? 0;
  const ready = view.objects
    .list('pods', { namespace })
    .filter((pod) => pod.metadata.ownerReferences?.some(({ kind, name }) => kind === 'StatefulSet' && name === set))
    .filter(isReady);
  return Math.max(0, replicas - ready.length);
}

const runs = ({ status }: Pod): boolean =>
  status.containerStatuses?.some(({ state }) => state?.running !== undefined) === true;

/** Returns true if containers of two Pods of the name ran at the same time. */
function ranTwice({ before, from, recording }: Course, name: string): boolean {
  const living = new Map(before.objects.list('pods', { namespace }).map((pod) => [pod.metadata.uid, pod] as const));
  const strays = new Map<string, NodeRecord['strays']>();
  for (const record of recording.history.slice(from.seq)) {
    if (record.type === 'NODE') strays.set(record.node, record.strays);
    else if (isWrite(record) && record.resource === 'pods') {
      if (record.type === 'DELETED') living.delete(record.object.metadata.uid);
      else living.set(record.object.metadata.uid, record.object as Pod);
    }
    const running = new Set(
      [...living.values(), ...[...strays.values()].flat()]
        .filter((pod) => pod.metadata.name === name && pod.metadata.namespace === namespace && runs(pod))
        .map((pod) => pod.metadata.uid),
    );
    if (running.size > 1) return true;
  }
  return false;
}

/**
 * Returns true if a command succeeds at every moment, or fails at every moment. It runs again only if an object that it
 * read has changed.
 */
function throughout(course: Course, command: string, succeeds: boolean): boolean {
  let reads: readonly Read[] = [];
  let succeeded: boolean | undefined;
  const isRead = (record: HistoryRecord): boolean =>
    isWrite(record) && reads.some(({ resource }) => resource === record.resource);
  for (const { view, at } of course.moments(isRead)) {
    if (succeeded !== undefined && reads.every(({ read, found }) => equal(read(view.objects), found))) continue;
    const noted: Read[] = [];
    succeeded = course.ask(command, noting(view.objects, noted), at).exit === 0;
    reads = noted;
    if (succeeded !== succeeds) return false;
  }
  return true;
}

/** One reading of a command, with its result. */
interface Read {
  readonly resource: ResourceName;
  readonly read: (objects: ObjectView) => unknown;
  readonly found: unknown;
}

/** Objects are frozen: an unchanged one is the same object. */
const equal = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => item === b[i]));

/** Returns the objects of a moment, and records which of them are read. */
function noting(objects: ObjectView, reads: Read[]): ObjectView {
  const note = <T>(resource: ResourceName, read: (from: ObjectView) => T): T => {
    const found = read(objects);
    reads.push({ resource, read, found });
    return found;
  };
  return {
    get: (...key) => note(key[0], (from) => from.get(...key)),
    list: (...key) => note(key[0], (from) => from.list(...key)),
  };
}

/** Returns true if the condition is met. */
export function meets(condition: Condition, course: Course): boolean {
  const { before, after, from, recording } = course;
  if (typeof condition === 'string') return course.ask(condition).exit === 0;
  if ('run' in condition) {
    const { stdout, exit } = course.ask(condition.run);
    return exit === 0 && stdout.trim() === condition.prints;
  }
  if ('never' in condition) return throughout(course, condition.never, false);
  if ('always' in condition) return throughout(course, condition.always, true);
  if ('order' in condition) {
    const pods = podEvents(recording.history, from.seq, condition.event).map(({ pod }) => pod);
    return condition.order.length === pods.length && condition.order.every((name, i) => pods[i] === name);
  }
  if ('same' in condition) {
    const uid = uidOf(before, condition.same);
    return uid !== undefined && uid === uidOf(after, condition.same);
  }
  if ('replaced' in condition) {
    const [was, is] = [before, after].map((view) => uidOf(view, condition.replaced));
    return is !== undefined && is !== was;
  }
  if ('survived' in condition) {
    const kept = filesOf(after, condition.survived);
    const matters = (record: HistoryRecord): boolean =>
      record.type === 'DATA' || isOf('persistentvolumeclaims')(record);
    const written = [...course.moments(matters)].flatMap(({ view }) =>
      Object.entries(filesOf(view, condition.survived)),
    );
    return written.length > 0 && written.every(([path, text]) => kept[path]?.startsWith(text) === true);
  }
  if ('unready' in condition) {
    for (const { view } of course.moments(isOf('pods', 'statefulsets'))) {
      if (unreadyOf(view, condition.unready) > condition.atMost) return false;
    }
    return true;
  }
  if ('once' in condition) return !ranTwice(course, condition.once);
  if ('deleted' in condition) {
    const deleted = podEvents(recording.history, from.seq, 'deleted').filter(({ pod }) => pod === condition.deleted);
    return deleted.length > 0 && deleted.every(({ by }) => by === condition.by);
  }
  let [objects, at] = [before.objects, from.at];
  const view: ObjectView = { get: (...key) => objects.get(...key), list: (...key) => objects.list(...key) };
  const dns = new DnsCache(view, () => at);
  if (condition.askedBefore === true) dns.lookup(condition.resolves, namespace);
  [objects, at] = [after.objects, recording.now()];
  return dns.lookup(condition.resolves, namespace).records.length > 0;
}
