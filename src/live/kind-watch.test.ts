// Tests how one kind is listed and watched, and how it handles refusals.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import {
  answer,
  asked,
  begin,
  changes,
  effects,
  grantNoStream,
  hear,
  line,
  list,
  now,
  open,
  pass,
  pod,
  shown,
  streams,
  wait,
  watch,
} from './testing/followed-pods.ts';

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
const refuse = (note: string): void => hear({ type: 'answered', ...recordedAnswer(note) });

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
    pass(400_000);
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
    pass(60_000);
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
  ])('is shown as trouble: %s', (note, trouble, message) => {
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
    grantNoStream();
    fail();
    fail();
    answer(list('100', [pod('a', '1')]));
    expect(wait()).toBe(10);
    answer(list('101', [pod('a', '2')]));
    expect(changes()).toEqual(['MODIFIED a']);
    expect(shown()).toMatchObject({ means: 'poll', trouble: null, stale: false });
    pass(31_000);
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
