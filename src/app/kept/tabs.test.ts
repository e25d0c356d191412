import { expect, it } from 'vitest';
import { channelTabs, lockTabs, unknownTabs } from './tabs.ts';
import { fakeChannels } from './testing.ts';

/** Web Locks of one browser, with the parts that {@link lockTabs} uses. */
function fakeLocks() {
  const held = new Set<string>();
  return {
    held,
    request: (name: string, _: unknown, take: (lock: { name: string } | null) => unknown) => {
      if (held.has(name)) return Promise.resolve(take(null));
      held.add(name);
      const ends = Promise.resolve(take({ name }) as Promise<void> | undefined);
      return ends.then(() => held.delete(name));
    },
    query: () => Promise.resolve({ held: [...held, 'another site’s'].map((name) => ({ name })) }),
  };
}

const soon = () => Promise.resolve();

it('gives a session to one tab, by locks', async () => {
  const locks = fakeLocks() as unknown as LockManager;
  expect(await lockTabs(locks).claim('a')).toBe(true);
  expect(await lockTabs(locks).claim('a')).toBe(false);
  expect(await lockTabs(locks).claim('b')).toBe(true);
  expect(await lockTabs(locks).open()).toEqual(new Set(['a', 'b']));
});

it('gives a session up, by locks', async () => {
  const locks = fakeLocks() as unknown as LockManager;
  const first = lockTabs(locks);
  await first.claim('a');
  first.release('a');
  await expect.poll(() => lockTabs(locks).open()).toEqual(new Set());
  expect(await lockTabs(locks).claim('a')).toBe(true);
});

it('goes on where locks are refused', async () => {
  const refused = { request: () => Promise.reject(new Error('SecurityError')) } as unknown as LockManager;
  expect(await lockTabs(refused).claim('a')).toBe(true);
});

it('gives a session to one tab, by asking the others, until that one is closed', async () => {
  const channel = fakeChannels();
  const first = channel();
  expect(await channelTabs(first, soon).claim('a')).toBe(true);
  const second = channelTabs(channel(), soon);
  expect(await second.claim('a')).toBe(false);
  expect(await second.claim('b')).toBe(true);
  expect(await second.open()).toEqual(new Set(['a', 'b']));
  first.close();
  expect(await channelTabs(channel(), soon).claim('a')).toBe(true);
});

it('gives a session up, by telling the others', async () => {
  const channel = fakeChannels();
  const first = channelTabs(channel(), soon);
  await first.claim('a');
  const second = channelTabs(channel(), soon);
  expect(await second.claim('a')).toBe(false);
  first.release('a');
  expect(await second.claim('a')).toBe(true);
  expect(await first.open()).toEqual(new Set(['a']));
});

it('hears of a session that is taken while it waits', async () => {
  const channel = fakeChannels();
  let answered = (): void => {};
  const waiting = channelTabs(channel(), () => new Promise((resolve) => (answered = resolve)));
  await channelTabs(channel(), soon).claim('a');
  answered();
  expect(await waiting.claim('a')).toBe(false);
});

it('is not misled by other messages', async () => {
  const channel = fakeChannels();
  const tabs = channelTabs(channel(), soon);
  for (const message of [null, 7, { ask: 'no' }, { open: 5 }]) channel().send(message);
  expect(await tabs.open()).toEqual(new Set());
});

it('prunes nothing where tabs cannot know of each other', async () => {
  expect(await unknownTabs.claim('a')).toBe(true);
  await expect(unknownTabs.open()).rejects.toThrow();
});
