import { expect, it } from 'vitest';
import { SessionStore } from './session-store.ts';
import { TabSession } from './tab-session.ts';
import { FakeBrowser, fakeStorage } from './testing.ts';

/** A browser in which tabs are opened, reloaded and closed. */
function fakeBrowser() {
  const storage = fakeStorage();
  const browser = new FakeBrowser();
  const store = new SessionStore(storage);
  let ids = 0;
  let time = 0;
  const parts = { store, newId: () => `id${++ids}`, now: () => ++time };
  return {
    storage,
    store,
    /** Opens a tab. `own` is the tab storage of another tab, as after duplicating or reloading it. */
    async open(asked = '', own = fakeStorage()) {
      const tabs = browser.tab();
      return { session: await TabSession.open({ ...parts, tabs, tab: own }, asked), own, close: tabs.close };
    },
  };
}

const link = { link: 'v1.one' };

it('goes on after a reload with what this tab has kept', async () => {
  const browser = fakeBrowser();
  const tab = await browser.open();
  expect(tab.session.found).toBeNull();
  expect(tab.session.save(link)).toBe(true);
  tab.close();
  expect((await browser.open('', tab.own)).session.found).toMatchObject(link);
});

it('takes up the session of a closed tab, and never that of an open one', async () => {
  const browser = fakeBrowser();
  const [first, second] = [await browser.open(), await browser.open()];
  first.session.save({ link: 'v1.first' });
  second.session.save({ link: 'v1.second' });
  expect((await browser.open()).session.found).toBeNull();
  first.close();
  expect((await browser.open()).session.found).toMatchObject({ link: 'v1.first' });
});

it('begins a session of its own for what the address asks, once', async () => {
  const browser = fakeBrowser();
  const plain = await browser.open();
  plain.session.save(link);
  plain.close();
  const asking = await browser.open('example=tutorial', plain.own);
  expect(asking.session.found).toBeNull();
  asking.session.save({ link: 'v1.asked' });
  asking.close();
  const again = await browser.open('example=tutorial', asking.own);
  expect(again.session.found).toMatchObject({ link: 'v1.asked' });
  expect(again.session.asked).toBe('example=tutorial');
  expect(browser.store.ids()).toHaveLength(2);
});

it('makes a copy for a tab that was duplicated', async () => {
  const browser = fakeBrowser();
  const tab = await browser.open();
  tab.session.save(link);
  const twin = await browser.open('', fakeStorage(Object.fromEntries(tab.own.values)));
  expect(twin.session.found).toMatchObject(link);
  twin.session.save({ link: 'v1.twin' });
  expect(tab.session.read()).toMatchObject(link);
});

it('goes on with a copy when another tab has written its session', async () => {
  const browser = fakeBrowser();
  const tab = await browser.open();
  tab.session.save(link);
  const [id] = browser.store.ids();
  browser.store.write(id!, { savedAt: 99, link: 'v1.other' }, []);
  tab.session.save({ link: 'v1.mine' });
  expect(browser.store.read(id!)).toMatchObject({ link: 'v1.other' });
  expect(browser.store.ids()).toHaveLength(2);
  expect(tab.session.read()).toMatchObject({ link: 'v1.mine' });
});

it('sets aside what stopped the page while it was opened, until it is asked for again', async () => {
  const browser = fakeBrowser();
  const tab = await browser.open();
  tab.session.save(link);
  tab.session.opening();
  tab.close();
  const next = await browser.open('', tab.own);
  expect(next.session.found).toBeNull();
  expect(next.session.readAside()).toMatchObject(link);
  next.session.save({ link: 'v1.fresh' });
  next.session.takeBack();
  next.close();
  expect((await browser.open('', next.own)).session.found).toMatchObject(link);
});

it('opens again what was opened and went on', async () => {
  const browser = fakeBrowser();
  const tab = await browser.open();
  tab.session.save(link);
  tab.session.opening();
  tab.session.opened();
  tab.close();
  expect((await browser.open('', tab.own)).session.found).toMatchObject(link);
});

it('keeps a new session after it has set one aside', async () => {
  const browser = fakeBrowser();
  const tab = await browser.open();
  tab.session.save(link);
  tab.session.setAside();
  tab.session.save({ draft: 'text' });
  expect(tab.session.readAside()).toMatchObject(link);
  expect(tab.session.read()).toMatchObject({ draft: 'text' });
});

it('says when there is no room', async () => {
  const browser = fakeBrowser();
  const tab = await browser.open();
  browser.storage.room = 10;
  expect(tab.session.save(link)).toBe(false);
});
