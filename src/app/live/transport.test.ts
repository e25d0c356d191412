import { afterEach, expect, it, vi } from 'vitest';
import type { LiveEffect, LiveInput } from '../../live/index.ts';
import { Transport } from './transport.ts';

afterEach(() => vi.unstubAllGlobals());

const origin = 'http://127.0.0.1:8001';
const list = { of: 'pods', effect: { do: 'list', request: 1, address: '/api/v1/pods' } } as unknown as LiveEffect;
const watch = {
  of: 'pods',
  effect: { do: 'watch', request: 1, address: '/api/v1/pods?watch=1', means: 'socket' },
} as unknown as LiveEffect;

/** Makes a request. Returns the types of what is heard, once the first of them has come. */
async function heard(effect: LiveEffect): Promise<readonly string[]> {
  const types: string[] = [];
  const transport = new Transport({
    origin,
    hear: ({ input }: LiveInput) => void types.push((input as { readonly type: string }).type),
  });
  transport.do(effect);
  await vi.waitFor(() => expect(types).not.toEqual([]));
  return types;
}

it('stops reading a list that does not end', async () => {
  const piece = new Uint8Array(16_000_000).fill(32);
  let read = 0;
  let ended = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++read > 100) controller.close();
      else controller.enqueue(piece);
    },
  });
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
    signal!.addEventListener('abort', () => (ended = true));
    return Promise.resolve(new Response(body));
  });
  expect(await heard(list)).toEqual(['tooLarge']);
  expect(read).toBeLessThan(10);
  await vi.waitFor(() => expect(ended).toBe(true));
});

it.each([
  ['an event that is too long', 'x'.repeat(5_000_000), 'tooLarge'],
  ['an event that is no text', new ArrayBuffer(8), 'tooLarge'],
  ['an event', '{}', 'line'],
])('a socket that brings %s', async (_, data, type) => {
  class Socket {
    onmessage?: (event: { readonly data: unknown }) => void;
    constructor() {
      queueMicrotask(() => this.onmessage?.({ data }));
    }
  }
  vi.stubGlobal('WebSocket', Socket);
  expect(await heard(watch)).toEqual([type]);
});
