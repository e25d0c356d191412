// The transport of the page against a server over HTTP/1.1 that breaks its answers anywhere: without WebSocket, as Node has none.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Transport } from '../../src/app/live/transport.ts';
import { readList } from '../../src/live/decode.ts';
import { type LiveEffect, LiveCluster, liveResources } from '../../src/live/index.ts';
import { LiveServer, type LiveServerOptions } from './live-server.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  vi.unstubAllGlobals();
});

/** Follows a server that responds soon (a list has up to 25 pages), with short pauses. */
async function follow(options: LiveServerOptions) {
  // Without WebSocket, as in Node 20, creating one throws; this test makes it throw in every version.
  vi.stubGlobal('WebSocket', undefined);
  const server = new LiveServer({ pace: 20, ...options });
  const origin = await server.start();
  const limits = { answer: 2000, silence: 3000, lasting: 100, pause: 20, poll: 100, firstDelay: 20, maxDelay: 100 };
  const changes: string[] = [];
  const cluster = new LiveCluster({
    namespace: 'default',
    seed: 1,
    limits,
    onChanges: (seen) => changes.push(...seen.map(({ type, object }) => `${type} ${object.metadata.name}`)),
  });
  const run = (effects: readonly LiveEffect[]) => effects.forEach((effect) => transport.do(effect));
  const transport = new Transport({ origin, hear: (input) => run(cluster.take(input, Date.now())) });
  run(cluster.start(Date.now()));
  const timer = setInterval(() => run(cluster.tick(Date.now())), 20);
  ends.push(
    () => clearInterval(timer),
    () => transport.close(),
    () => server.stop(),
  );
  return { server, cluster, changes };
}

/** Waits until the state of all kinds equals the server's. */
async function sameAs({ server, cluster }: Awaited<ReturnType<typeof follow>>): Promise<void> {
  await vi.waitFor(
    () => {
      for (const resource of liveResources) {
        const sent = server.cluster.list(resource, server.cluster.versionAt(server.at));
        const there = readList(sent, resource, (object) => object)!.items.map(({ object }) => object.metadata);
        const known = cluster.watch(resource)!.objects.map(({ metadata }) => metadata);
        expect(known.map(({ uid }) => uid).toSorted()).toEqual(there.map(({ uid }) => uid).toSorted());
        expect(new Set(known.map((one) => one.resourceVersion))).toEqual(
          new Set(there.map((one) => one.resourceVersion)),
        );
      }
    },
    { timeout: 120_000, interval: 50 },
  );
}

describe('a server over HTTP', () => {
  it('is followed by three watches and by lists, where there are no sockets', async () => {
    const followed = await follow({});
    const { server, cluster, changes } = followed;
    await sameAs(followed);
    for (const at of [7000, 13_000, 16_000, 60_000]) {
      server.at = at;
      await sameAs(followed);
    }
    const means = liveResources.map((resource) => cluster.watch(resource)!.status(Date.now()).means);
    expect(means.filter((one) => one === 'stream')).toHaveLength(3);
    expect(means.filter((one) => one === 'poll')).toHaveLength(liveResources.length - 3);
    expect(changes).toEqual(expect.arrayContaining(['ADDED web-0', 'DELETED web-1', 'ADDED www-web-4']));
    expect([...server.watched.values()].every((one) => one.means === 'stream')).toBe(true);
  });

  it.each([2])('is known as it is, whatever goes wrong, seed %i', async (seed) => {
    const followed = await follow({ seed, faultsUntil: 30_000 });
    const { server, changes } = followed;
    server.at = 12_000;
    await vi.waitFor(() => expect(changes).toContain('ADDED web-0'), { timeout: 120_000 });
    server.at = 60_000;
    await sameAs(followed);
  });

  it('is found again after it was gone, with what was missed', async () => {
    const followed = await follow({});
    const { server, cluster } = followed;
    server.at = 6000;
    await sameAs(followed);
    server.down();
    const trouble = () => liveResources.map((resource) => cluster.watch(resource)!.status(Date.now()).trouble);
    await vi.waitFor(() => expect(new Set(trouble())).toEqual(new Set(['serverDown'])), { timeout: 120_000 });
    expect(cluster.watch('pods')!.objects).not.toEqual([]);
    server.at = 60_000;
    server.up();
    await sameAs(followed);
    expect(cluster.watch('pods')!.objects).toEqual([]);
    await vi.waitFor(() => expect(new Set(trouble())).toEqual(new Set([null])), { timeout: 120_000 });
  });
});
