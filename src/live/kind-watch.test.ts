// One kind is followed: each thing that can happen, and what is done then.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../engine/index.ts';
import { KindWatch } from './kind-watch.ts';
import { limits } from './limits.ts';
import type { Effect, KindOptions, WatchInput } from './watch-protocol.ts';

interface Refusal {
  readonly note: string;
  readonly status: number;
  readonly headers: { readonly 'content-type': string };
  readonly body: unknown;
}

/** Answers of a real API server. */
const refusals = readFileSync(new URL('testing/recordings/refusals.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((row) => JSON.parse(row) as Refusal);

function recordedAnswer(note: string) {
  const { status, headers, body } = refusals.find((one) => one.note === note)!;
  return { status, contentType: headers['content-type'], body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const pod = (uid: string, version: string, name = 'web-0', metadata: object = {}) => ({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: {
    ...{ name, namespace: 'default', uid, resourceVersion: version, creationTimestamp: '2026-11-29T01:00:00Z' },
    ...metadata,
  },
  spec: { containers: [{ name: 'nginx', image: 'nginx' }] },
  status: { phase: 'Running' },
});
const list = (version: string, items: readonly object[] = [], next?: string): string =>
  JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: version, continue: next }, items });
const line = (type: string, object: object): string => JSON.stringify({ type, object });

let watch: KindWatch;
let now: number;
let effects: readonly Effect[];
let streams: number;

function begin(options: Partial<KindOptions> = {}): void {
  now = 1_000_000;
  streams = 3;
  watch = new KindWatch({
    ...{ resource: 'pods', namespace: 'default', random: new Random(1), redact: (object) => object },
    grantStream: () => streams-- > 0,
    ...options,
  });
  effects = watch.take({ type: 'start' }, now);
}

/** Returns the request that was asked for last. */
const asked = (): Extract<Effect, { readonly request: number }> =>
  effects.findLast((effect) => effect.do !== 'record' && effect.do !== 'abort') as never;

type Heard = WatchInput extends infer I ? (I extends { readonly request: number } ? Omit<I, 'request'> : never) : never;
let request = 0;
function hear(input: Heard): void {
  if (asked() !== undefined) request = asked().request;
  effects = watch.take({ ...input, request } as WatchInput, now);
}
const answer = (body: string, status = 200, contentType = 'application/json'): void =>
  hear({ type: 'answered', status, contentType, body });
const refuse = (note: string): void => hear({ type: 'answered', ...recordedAnswer(note) });

/** Lets time pass, second by second, until something is asked for. */
function wait(seconds = 1000): number {
  const from = now;
  for (effects = []; effects.length === 0 && now < from + seconds * 1000;) {
    now += 1000;
    effects = watch.take({ type: 'tick' }, now);
  }
  return (now - from) / 1000;
}
const shown = () => watch.status(now);
const changes = () =>
  effects.flatMap((effect) =>
    effect.do === 'record' ? effect.changes.map(({ type, object }) => `${type} ${object.metadata.uid}`) : [],
  );

/** Lists, and opens the watch. */
function open(items: readonly object[] = []): void {
  answer(list('100', items));
  hear({ type: 'opened' });
}

beforeEach(() => begin());

describe('a kind that is followed', () => {
  it('is listed, and then watched from the version of the list', () => {
    expect(effects).toEqual([{ do: 'list', request: 1, address: '/api/v1/namespaces/default/pods?limit=500' }]);
    answer(list('7x', [pod('a', '3')]));
    expect(changes()).toEqual(['ADDED a']);
    expect(asked()).toMatchObject({ do: 'watch', means: 'socket' });
    expect(asked()).toHaveProperty(
      'address',
      expect.stringMatching(
        /^\/api\/v1\/namespaces\/default\/pods\?watch=1&allowWatchBookmarks=true&resourceVersion=7x&timeoutSeconds=[345]\d\d$/,
      ),
    );
    hear({ type: 'opened' });
    expect(shown()).toMatchObject({ phase: 'watching', trouble: null, stale: false, count: 1, asOf: now });
  });

  it('is listed page by page', () => {
    answer(list('100', [pod('a', '1')], 'to k/en'));
    expect(asked()).toHaveProperty('address', '/api/v1/namespaces/default/pods?limit=500&continue=to%20k%2Fen');
    expect(changes()).toEqual([]);
    answer(list('100', [pod('b', '2', 'web-1')]));
    expect(changes()).toEqual(['ADDED a', 'ADDED b']);
  });

  it('is listed in one answer when its continue token has expired twice', () => {
    const expire = (): void => {
      answer(list('100', [pod('a', '1')], 'token'));
      refuse('list at exactly a compacted resourceVersion');
    };
    expire();
    expect(asked()).toHaveProperty('address', '/api/v1/namespaces/default/pods?limit=500');
    expire();
    wait();
    expect(asked()).toHaveProperty('address', '/api/v1/namespaces/default/pods');
    answer(list('120', [pod('a', '1')]));
    expect(changes()).toEqual(['ADDED a']);
  });

  it('goes on after the last version when the watch ends, as each watch does', () => {
    open();
    hear({ type: 'line', text: line('ADDED', pod('a', '104')) });
    hear({ type: 'line', text: recordedBookmark('110') });
    now += 400_000;
    hear({ type: 'ended' });
    expect(wait()).toBeLessThanOrEqual(2);
    expect(asked()).toHaveProperty('address', expect.stringContaining('resourceVersion=110&'));
  });

  it('waits longer and longer while nothing answers, and says so', () => {
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      hear({ type: 'failed' });
      expect(shown()).toMatchObject({ trouble: 'unreachable', stale: true });
      waits.push(wait());
    }
    expect(waits[0]).toBeLessThanOrEqual(2);
    expect(waits[4]).toBeGreaterThan(7);
    expect(Math.max(...waits)).toBeLessThanOrEqual(46);
    answer(list('1'));
    hear({ type: 'opened' });
    expect(shown()).toMatchObject({ trouble: null, stale: false });
  });

  it('keeps what it knows while the server is gone, and finds what was missed', () => {
    open([pod('a', '1'), pod('b', '2', 'web-1')]);
    hear({ type: 'ended' });
    wait();
    hear({ type: 'failed' });
    expect(shown()).toMatchObject({ count: 2, asOf: 1_000_000 });
    now += 60_000;
    expect(shown().stale).toBe(true);
    wait();
    answer(list('150', [pod('b', '140', 'web-1'), pod('c', '141')]));
    // Another Pod has the name of the first.
    expect(changes()).toEqual(['DELETED a', 'MODIFIED b', 'ADDED c']);
  });
});

/** Returns a bookmark as it is sent: it has the zero values of the kind's required fields. */
const recordedBookmark = (version: string): string =>
  line('BOOKMARK', {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { resourceVersion: version },
    spec: { containers: null },
    status: {},
  });

describe('a version that is too old', () => {
  it('is an ERROR event within the watch: the kind is listed at once', () => {
    open([pod('a', '1')]);
    refuseLine('watch from a resourceVersion that is too old (pods)');
    expect(effects.map((effect) => effect.do)).toEqual(['abort', 'list']);
    expect(shown()).toMatchObject({ trouble: 'expired', message: 'too old resource version: 1 (37525)', count: 1 });
  });

  it('is a status of HTTP: the kind is listed at once', () => {
    answer(list('100'));
    refuse('list at exactly a compacted resourceVersion');
    expect(asked()).toMatchObject({ do: 'list' });
    expect(shown().message).toBe('The resourceVersion for the provided list is too old.');
  });

  it('is not asked for in a hot loop', () => {
    open();
    refuseLine('watch from a resourceVersion that is too old (pods)');
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      open();
      refuseLine('watch from a resourceVersion that is too old (pods)');
      waits.push(wait());
    }
    expect(waits.at(-1)).toBeGreaterThan(8);
  });

  it('is never kept from the Status object of an ERROR event', () => {
    open();
    refuseLine('watch from a resourceVersion that is too old (pods)');
    expect(watch.version).toBe('100');
  });
});

function refuseLine(note: string): void {
  hear({ type: 'line', text: recordedAnswer(note).body });
}

describe('a refusal', () => {
  it.each([
    ['list as a user without rights: 403', 'notPermitted', /^pods is forbidden: User "jane" cannot list/],
    ['no token: anonymous, 403', 'notPermitted', /system:anonymous/],
    ['a version that is not served: 404', 'notServed', /could not find the requested resource/],
    ['an unknown group: 404', 'notServed', /404 page not found/],
    ['wrong token: 401', 'unauthorized', /^Unauthorized$/],
    ['watch with a resourceVersion that is no number', 'serverError', /strconv.ParseUint/],
    ['list not older than a resourceVersion of the future', 'serverError', /Too large resource version/],
    ['Table instead of objects', 'malformed', /^$/],
    ['PartialObjectMetadataList', 'malformed', /^$/],
  ])('is told: %s', (note, trouble, message) => {
    refuse(note);
    expect(shown().trouble).toBe(trouble);
    expect(shown().message).toMatch(message);
  });

  it.each([
    ['error trying to reach service: dial tcp 127.0.0.1:6443: connect: connection refused\n', 500, 'serverDown'],
    ['Forbidden', 403, 'refusedByProxy'],
    ['<html>Bad gateway</html>', 502, 'malformed'],
  ])('in plain text is the proxy speaking: %s', (body, status, trouble) => {
    answer(body, status, body.startsWith('<') ? 'text/html' : 'text/plain; charset=utf-8');
    expect(shown()).toMatchObject({ trouble });
  });

  it('for want of permission is not asked again soon', () => {
    refuse('list as a user without rights: 403');
    expect(wait()).toBeGreaterThanOrEqual(limits.rest / 1000);
  });
});

describe('a socket that does not open', () => {
  const fail = (): void => {
    answer(list('100', [pod('a', '1')]));
    hear({ type: 'ended' });
    wait();
  };

  it('makes way for a watch over fetch, of which there are three', () => {
    fail();
    fail();
    answer(list('100', [pod('a', '1')]));
    expect(asked()).toMatchObject({ do: 'watch', means: 'stream' });
    expect(streams).toBe(2);
  });

  it('makes way for lists every ten seconds where no more of those may be open', () => {
    streams = 0;
    fail();
    fail();
    answer(list('100', [pod('a', '1')]));
    expect(wait()).toBe(10);
    answer(list('101', [pod('a', '2')]));
    expect(changes()).toEqual(['MODIFIED a']);
    expect(shown()).toMatchObject({ means: 'poll', trouble: null, stale: false });
    now += 31_000;
    expect(shown().stale).toBe(true);
  });

  it('is tried again where lists fail as well: it is not the fault of the socket', () => {
    fail();
    hear({ type: 'failed' });
    wait();
    fail();
    answer(list('100'));
    expect(asked()).toMatchObject({ means: 'socket' });
  });

  it('may be a watch that is not permitted, which the watch over fetch says', () => {
    fail();
    fail();
    answer(list('100', [pod('a', '1')]));
    refuse('watch as a user without rights: 403');
    expect(shown()).toMatchObject({ trouble: 'watchNotPermitted', means: 'poll' });
    expect(shown().message).toMatch(/cannot watch resource/);
    wait();
    answer(list('101', [pod('a', '2')]));
    expect(changes()).toEqual(['MODIFIED a']);
    expect(shown()).toMatchObject({ trouble: 'watchNotPermitted', stale: false });
  });
});

describe('a watch from which nothing comes', () => {
  it('is given up after two and a half minutes, and opened again at the same version', () => {
    open();
    expect(wait()).toBe(150);
    expect(effects).toEqual([{ do: 'abort', request: 2 }]);
    expect(shown()).toMatchObject({ trouble: 'silent', phase: 'resting' });
    wait();
    expect(asked()).toHaveProperty('address', expect.stringContaining('resourceVersion=100&'));
  });

  it('is given up when the computer has slept', () => {
    open();
    effects = watch.take({ type: 'slept' }, (now += 3_600_000));
    expect(effects).toEqual([{ do: 'abort', request: 2 }]);
    expect(shown()).toMatchObject({ trouble: 'slept', stale: true });
    wait();
    expect(asked()).toMatchObject({ do: 'watch' });
    expect(asked()).toHaveProperty('address', expect.stringContaining('resourceVersion=100&'));
  });

  it('and a list without an answer is asked for again', () => {
    expect(wait()).toBe(30);
    expect(effects).toEqual([{ do: 'abort', request: 1 }]);
    expect(shown().trouble).toBe('unreachable');
  });

  it('is not taken for dead when the clock is set back', () => {
    open();
    now -= 10_000_000;
    expect(wait()).toBe(151);
  });
});

describe('an event', () => {
  beforeEach(() => open([pod('a', '1')]));
  const say = (type: string, object: object): void => hear({ type: 'line', text: line(type, object) });

  it('that is told again changes nothing', () => {
    say('MODIFIED', pod('a', '2'));
    expect(changes()).toEqual(['MODIFIED a']);
    say('MODIFIED', pod('a', '2'));
    say('MODIFIED', pod('a', '1'));
    expect(changes()).toEqual([]);
    expect(watch.version).toBe('2');
  });

  it('of an object that is gone changes nothing', () => {
    say('DELETED', pod('a', '5'));
    expect(changes()).toEqual(['DELETED a']);
    say('DELETED', pod('a', '5'));
    say('MODIFIED', pod('a', '4'));
    expect(changes()).toEqual([]);
    say('ADDED', pod('b', '6'));
    expect(changes()).toEqual(['ADDED b']);
  });

  it('of another object with the same name says that the first is gone', () => {
    say('ADDED', pod('b', '6'));
    expect(changes()).toEqual(['DELETED a', 'ADDED b']);
    expect(shown().count).toBe(1);
  });

  it('loses its managedFields, of which the last writer is kept', () => {
    const managedFields = [
      { manager: 'kubectl-edit', time: '2026-11-29T01:00:09Z', operation: 'Update' },
      { manager: 'kubelet', time: '2026-11-29T01:00:01Z', operation: 'Update', subresource: 'status' },
    ];
    say('MODIFIED', pod('a', '2', 'web-0', { managedFields }));
    expect(watch.objects[0]!.metadata).not.toHaveProperty('managedFields');
    expect(effects).toMatchObject([{ changes: [{ writer: { manager: 'kubectl-edit' } }] }]);
  });

  it.each([
    ['no JSON', '{"type":"ADDED","object":{'],
    ['no event', '[]'],
    ['no type that is known', '{"type":"RENAMED","object":{}}'],
    ['a bookmark without a version', '{"type":"BOOKMARK","object":{"metadata":{}}}'],
    ['nested too deep', `{"type":"ADDED","object":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ])('that is %s ends the watch: the kind is listed anew', (_, text) => {
    hear({ type: 'line', text });
    expect(effects).toEqual([{ do: 'abort', request: 2 }]);
    wait();
    expect(asked()).toMatchObject({ do: 'list' });
    expect(shown()).toMatchObject({ trouble: 'malformed', count: 1 });
  });

  it.each([
    ['of another kind', { ...pod('b', '2'), kind: 'Node' }],
    ['without a uid', pod('', '2')],
    ['without a version', pod('b', '')],
    ['without a namespace', pod('b', '2', 'web-9', { namespace: undefined })],
    ['with a time that is none', pod('b', '2', 'web-9', { creationTimestamp: 'yesterday' })],
    ['with labels that are none', pod('b', '2', 'web-9', { labels: { app: {} } })],
    ['with a spec that is none', { ...pod('b', '2', 'web-9'), spec: { containers: 'nginx' } }],
  ])('of an object %s is left out and counted', (_, object) => {
    say('ADDED', object);
    expect(changes()).toEqual([]);
    expect(shown()).toMatchObject({ count: 1, unreadable: 1, phase: 'watching' });
  });

  it('is not heard on a watch that was given up', () => {
    effects = watch.take({ type: 'line', request: 1, text: line('ADDED', pod('b', '2')) }, now);
    expect(effects).toEqual([]);
  });
});

describe('a bound', () => {
  it('of objects ends the list, and says so', () => {
    begin({ limits: { objects: 2 } });
    answer(list('100', [pod('a', '1'), pod('b', '2', 'web-1'), pod('c', '3', 'web-2')]));
    expect(shown()).toMatchObject({ trouble: 'tooMany', count: 0 });
    expect(wait()).toBeGreaterThanOrEqual(300);
  });

  it('of objects ends the watch as well', () => {
    begin({ limits: { objects: 1 } });
    open([pod('a', '1')]);
    hear({ type: 'line', text: line('ADDED', pod('b', '2', 'web-1')) });
    expect(effects.map((effect) => effect.do)).toEqual(['record', 'abort']);
    expect(shown().trouble).toBe('tooMany');
  });

  it('of the size of an answer is told', () => {
    hear({ type: 'tooLarge' });
    expect(shown().trouble).toBe('tooLarge');
  });
});
