import { expect, it } from 'vitest';
import type { Session } from '../../share/session.ts';
import { exampleText } from '../../store/state/examples.ts';
import { createLabStore } from '../../store/lab-store.ts';
import { lazyParts } from '../../store/lazy-parts.ts';
import { LabKeeper } from './lab-keeper.ts';
import { SessionStore } from './session-store.ts';
import { TabSession } from './tab-session.ts';
import { FakeBrowser, fakeStorage } from './testing.ts';

const encode = (session: Session): string | null => `v1.${session.text}`;
const frames = { request: () => 0, cancel: () => {}, now: () => 0 };

/** A lab and its keeper, with a clock that the test sets. */
async function keptLab(
  values: Readonly<Record<string, string>> = {},
  loadEncoder = () => Promise.resolve(encode),
  typed?: string,
) {
  const storage = fakeStorage(values);
  const parts = { store: new SessionStore(storage), tab: fakeStorage(), newId: () => 'own', now: () => 1 };
  const tab = await TabSession.open({ ...parts, tabs: new FakeBrowser().tab() }, '');
  const lab = createLabStore({ parts: lazyParts, example: 'tutorial', paused: true, frames });
  if (typed !== undefined) lab.act('edit', { text: typed });
  const due = new Set<() => void>();
  const schedule = (callback: () => void) => {
    due.add(callback);
    return () => due.delete(callback);
  };
  const keeper = new LabKeeper({ lab, tab, loadEncoder, schedule });
  return {
    lab,
    tab,
    storage,
    keeper,
    /** Lets the time pass after which changes are kept. */
    async pass() {
      await Promise.resolve();
      for (const callback of [...due]) callback();
    },
  };
}

it('keeps the text that is typed before there is a session', async () => {
  const { lab, tab, pass } = await keptLab();
  lab.act('edit', { text: 'typed' });
  await pass();
  expect(tab.read()).toEqual({ savedAt: 1, draft: 'typed' });
});

it('keeps the text that was typed before the storage had answered', async () => {
  const { tab, pass } = await keptLab({}, undefined, 'typed early');
  await pass();
  expect(tab.read()).toEqual({ savedAt: 1, draft: 'typed early' });
});

it('keeps it beside a session that has not been opened yet', async () => {
  const { lab, tab, pass } = await keptLab({ 'statefulset-lab.session.a': '{"savedAt":1,"link":"v1.before"}' });
  lab.act('edit', { text: 'typed' });
  await pass();
  expect(tab.read()).toEqual({ savedAt: 1, link: 'v1.before', draft: 'typed' });
});

it('writes nothing while nothing is done', async () => {
  const { lab, storage, keeper, pass } = await keptLab();
  keeper.live();
  lab.act('edit', { text: exampleText('tutorial', 'en') });
  await pass();
  expect([...storage.values.keys()]).toEqual([]);
});

it('keeps the session as a link', async () => {
  const { lab, tab, keeper, pass } = await keptLab();
  keeper.live();
  lab.act('edit', { text: 'typed' });
  await pass();
  expect(tab.read()).toEqual({ savedAt: 1, link: 'v1.typed' });
});

it.each([
  ['comes late', () => new Promise<typeof encode>(() => {})],
  ['never comes', () => Promise.reject(new Error('offline'))],
])('keeps the session as it is when what writes links %s', async (_, loadEncoder) => {
  const { lab, tab, keeper, pass } = await keptLab({}, loadEncoder);
  keeper.live();
  lab.act('edit', { text: 'typed' });
  await pass();
  expect(tab.read()?.session).toMatchObject({ version: lab.read(({ session }) => session()).version, text: 'typed' });
});

it('keeps the session again when what writes links has come', async () => {
  let come = (_: typeof encode): void => {};
  const { lab, tab, keeper, pass } = await keptLab({}, () => new Promise((resolve) => (come = resolve)));
  keeper.live();
  lab.act('edit', { text: 'typed' });
  await pass();
  expect(tab.read()?.session).toMatchObject({ text: 'typed' });
  come(encode);
  await pass();
  expect(tab.read()).toEqual({ savedAt: 1, link: 'v1.typed' });
});

it('keeps a session that is too large for a link as it is', async () => {
  const { lab, tab, keeper, pass } = await keptLab({}, () => Promise.resolve(() => null));
  keeper.live();
  lab.act('edit', { text: 'typed' });
  await pass();
  expect(tab.read()?.session).toMatchObject({ text: 'typed' });
});

it('keeps at once when the page is left', async () => {
  const { lab, tab, keeper } = await keptLab();
  lab.act('edit', { text: 'typed' });
  keeper.flush();
  expect(tab.read()?.draft).toBe('typed');
});

it('keeps a pause, and the text that an example has replaced', async () => {
  const { lab, tab, keeper, pass } = await keptLab({}, () => Promise.reject(new Error('offline')));
  keeper.live();
  lab.act('play');
  await pass();
  expect(tab.read()?.session).not.toHaveProperty('paused');
  lab.act('pause');
  await pass();
  expect(tab.read()?.session).toHaveProperty('paused', true);
  lab.act('edit', { text: 'mine' });
  lab.act('chooseExample', { example: 'tutorial' });
  await pass();
  expect(tab.read()?.draft).toBe('mine');
});

it('writes over nothing after a crash, until the page goes on', async () => {
  const { lab, tab, keeper, pass } = await keptLab();
  keeper.live();
  lab.act('edit', { text: 'good' });
  await pass();
  keeper.stop();
  lab.act('edit', { text: 'broken' });
  await pass();
  expect(tab.read()?.link).toBe('v1.good');
  keeper.live();
  await pass();
  expect(tab.read()?.link).toBe('v1.broken');
});

it('says that there is no room, and when there is room again', async () => {
  const { lab, storage, keeper, pass } = await keptLab();
  keeper.live();
  storage.room = 0;
  lab.act('edit', { text: 'one' });
  await pass();
  expect(lab.store.getState().banner).toBe('NotKept');
  storage.room = Infinity;
  lab.act('edit', { text: 'two' });
  await pass();
  expect(lab.store.getState().banner).toBeNull();
});
