/** Finds the first moment at which the Pods and claims of two runs differ. */
import {
  type HistoryRecord,
  isWrite,
  type PersistentVolumeClaim,
  type Pod,
  type WriteRecord,
} from '../engine/index.ts';
import { podColumns } from '../kubectl/printers/pod-status.ts';
import { revisionLabel } from '../view/stage/pod.ts';
import type { Recording } from './recording.ts';

/** The most records that one call looks at. */
const maxRecords = 200_000;

type Compared = Pick<Recording, 'history' | 'now'>;

/** Returns the state of a Pod or claim as text, to be compared with its namesake; null for anything else. */
function shownOf({ resource, object }: WriteRecord): string | null {
  const going = object.metadata.deletionTimestamp !== undefined;
  if (resource === 'persistentvolumeclaims') return `${(object as PersistentVolumeClaim).status.phase} ${going}`;
  if (resource !== 'pods') return null;
  const pod = object as Pod;
  const { status, ready, restarts } = podColumns(pod);
  const { nodeName = '', containers } = pod.spec;
  const images = containers.map(({ image }) => image).join();
  return [status, ready, restarts, going, nodeName, images, pod.metadata.labels?.[revisionLabel] ?? ''].join(' ');
}

/** Reads one of the runs from its beginning. */
class Reader {
  /** Text of each Pod and claim, by its key. */
  readonly shown = new Map<string, string>();
  #next = 0;

  constructor(private readonly recording: Compared) {}

  /** The time of the next record; infinite after the newest. */
  get nextAt(): number {
    return this.recording.history[this.#next]?.at ?? Infinity;
  }

  /** The time up to which all records are known. */
  get end(): number {
    return this.recording.now();
  }

  /** Reads all records of a time. Adds what they changed. Returns their number. */
  read(at: number, changed: Set<string>): number {
    const from = this.#next;
    for (let record: HistoryRecord | undefined; (record = this.recording.history[this.#next])?.at === at;) {
      this.#next++;
      if (!isWrite(record!)) continue;
      const shown = shownOf(record);
      if (shown === null) continue;
      const { namespace = '', name } = record.object.metadata;
      const key = `${record.resource} ${namespace}/${name}`;
      changed.add(key);
      if (record.type === 'DELETED') this.shown.delete(key);
      else this.shown.set(key, shown);
    }
    return this.#next - from;
  }
}

/** Compares two runs as far as both are known, and continues when they have grown. */
export class FirstDifference {
  readonly #readers: readonly [Reader, Reader];
  #found: number | null = null;

  constructor(a: Compared, b: Compared) {
    this.#readers = [new Reader(a), new Reader(b)];
  }

  /** Returns the first time (virtual ms) at whose end the two differ; null as long as none is found. */
  find(): number | null {
    const [a, b] = this.#readers;
    const end = Math.min(a.end, b.end);
    for (let read = 0; this.#found === null && read < maxRecords;) {
      const at = Math.min(a.nextAt, b.nextAt);
      // At the newest moment of the shorter one, more may still happen.
      if (at >= end) return null;
      const changed = new Set<string>();
      read += a.read(at, changed) + b.read(at, changed);
      if ([...changed].some((key) => a.shown.get(key) !== b.shown.get(key))) this.#found = at;
    }
    return this.#found;
  }
}
