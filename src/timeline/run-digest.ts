/**
 * Digests of a run's moments: a few characters for its objects before each action, and at the head. Two engines with
 * the same results for the same inputs have the same digests.
 */
import { isWrite, type KubernetesObject, type ObjectView } from '../engine/index.ts';
import { lineOf, recordedResources } from './recorded-objects.ts';
import type { Recording } from './recording.ts';

/** The most digests of one run besides the head: with more actions, only every second, third … has one. */
const maxDigests = 64;
/** Characters of one digest. */
const size = 4;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Hashes by object; objects are frozen. */
const known = new WeakMap<KubernetesObject, number>();

function hashOf(resource: string, object: KubernetesObject): number {
  let hash = known.get(object);
  if (hash === undefined) {
    const line = lineOf(resource, object);
    hash = 0;
    if (line !== null) {
      hash = 0x811c9dc5;
      for (const text of [resource, line])
        for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    known.set(object, hash);
  }
  return hash;
}

const asText = (sum: number): string =>
  Array.from({ length: size }, (_, i) => alphabet[(sum >>> (6 * i)) & 63]).join('');

/** Returns the digest of all objects of a moment. */
export function digestOf(objects: Pick<ObjectView, 'list'>): string {
  let sum = 0;
  for (const resource of recordedResources)
    for (const object of objects.list(resource)) sum = (sum + hashOf(resource, object)) | 0;
  return asText(sum);
}

export class RunDigest {
  /** The sum of the objects' hashes after the records read so far. */
  #sum = 0;
  #seq = 0;
  /** The sum before each input. */
  readonly #before: number[] = [];

  constructor(private readonly recording: Pick<Recording, 'history' | 'inputs'>) {}

  /** Reads the records since the last call. */
  advance(): void {
    const { history, inputs } = this.recording;
    for (let n = this.#before.length; n < inputs.length; n++) {
      this.#goTo(inputs[n]!.seq);
      this.#before.push(this.#sum);
    }
    this.#goTo(history.length);
  }

  /** Returns the digests in one text, that of the head last. */
  text(): string {
    this.advance();
    return [...digestedInputs(this.recording.inputs).map((n) => this.#before[n]!), this.#sum].map(asText).join('');
  }

  #goTo(seq: number): void {
    const { history } = this.recording;
    for (; this.#seq < seq; this.#seq++) {
      const record = history[this.#seq]!;
      if (!isWrite(record)) continue;
      const { resource, object, previous, type } = record;
      const is = type === 'DELETED' ? 0 : hashOf(resource, object);
      const was = type === 'ADDED' ? 0 : hashOf(resource, previous ?? object);
      this.#sum = (this.#sum + is - was) | 0;
    }
  }
}

/** Indexes of the inputs before which a digest is taken: of several at one time, the first. */
function digestedInputs(inputs: readonly { readonly at: number }[]): readonly number[] {
  const first = inputs.flatMap(({ at }, i) => (at === inputs[i - 1]?.at ? [] : [i]));
  const step = Math.ceil(first.length / maxDigests);
  return first.filter((_, i) => i % step === 0);
}

/**
 * Returns the first time at which the digests of a run differ (virtual ms); null if none do.
 * @param run The run as it was saved.
 * @param is Its digests now, followed by those of other moments, as in `run.digest`.
 * @param moments The times of those other moments.
 */
export function firstDifference(
  { inputs, at, digest }: { readonly inputs: readonly { readonly at: number }[]; at: number; digest?: string },
  is: string,
  moments: readonly number[],
): number | null {
  const times = [...digestedInputs(inputs).map((n) => inputs[n]!.at), at, ...moments];
  const differs = times.filter((_, i) => {
    const [was, now] = [digest, is].map((text) => text?.slice(i * size, (i + 1) * size) ?? '');
    return was!.length === size && was !== now;
  });
  return differs.length === 0 ? null : Math.min(...differs);
}
