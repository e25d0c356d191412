/** A followed kind in a test: sends it inputs, and reads its effects. */
import { Random } from '../../engine/index.ts';
import { KindWatch } from '../kind-watch.ts';
import type { Effect, KindOptions, WatchInput } from '../watch-protocol.ts';

export const pod = (uid: string, version: string, name = 'web-0', metadata: object = {}) => ({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: {
    name,
    namespace: 'default',
    uid,
    resourceVersion: version,
    creationTimestamp: '2026-11-29T01:00:00Z',
    ...metadata,
  },
  spec: { containers: [{ name: 'nginx', image: 'nginx' }] },
  status: { phase: 'Running' },
});
export const list = (version: string, items: readonly object[] = [], next?: string): string =>
  JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: version, continue: next }, items });
export const line = (type: string, object: object): string => JSON.stringify({ type, object });

export let watch: KindWatch;
export let now: number;
export let effects: readonly Effect[];
/** Number of watches over fetch that may still be opened. */
export let streams: number;

export function begin(options: Partial<KindOptions> = {}): void {
  now = 1_000_000;
  streams = 3;
  watch = new KindWatch({
    resource: 'pods',
    namespace: 'default',
    random: new Random(1),
    redact: (object) => object,
    grantStream: () => streams-- > 0,
    ...options,
  });
  effects = watch.take({ type: 'start' }, now);
}

/** Returns the request that was asked for last. */
export const asked = (): Extract<Effect, { readonly request: number }> =>
  effects.findLast((effect) => effect.do !== 'record' && effect.do !== 'abort') as never;

type Heard = WatchInput extends infer I ? (I extends { readonly request: number } ? Omit<I, 'request'> : never) : never;
let request = 0;
export function hear(input: Heard): void {
  if (asked() !== undefined) request = asked().request;
  effects = watch.take({ ...input, request } as WatchInput, now);
}
export const answer = (body: string, status = 200, contentType = 'application/json'): void =>
  hear({ type: 'answered', status, contentType, body });

/** Lets time pass second by second until a request is made. */
export function wait(seconds = 1000): number {
  const from = now;
  for (effects = []; effects.length === 0 && now < from + seconds * 1000;) {
    now += 1000;
    effects = watch.take({ type: 'tick' }, now);
  }
  return (now - from) / 1000;
}
export const shown = () => watch.status(now);
export const changes = () =>
  effects.flatMap((effect) =>
    effect.do === 'record' ? effect.changes.map(({ type, object }) => `${type} ${object.metadata.uid}`) : [],
  );

/** Answers the list, and opens the watch. */
export function open(items: readonly object[] = []): void {
  answer(list('100', items));
  hear({ type: 'opened' });
}

/** Sends an input that is not an answer to the last request. */
export function take(input: WatchInput): void {
  effects = watch.take(input, now);
}
/** Moves the clock (ms) without a tick; back, if negative. */
export function pass(ms: number): void {
  now += ms;
}
/** Allows no more watches over fetch. */
export function grantNoStream(): void {
  streams = 0;
}
