/** Opens the session of this tab, with the storage and the locks that the browser supports. */
import { attempt, tabStore } from '../../ui/kit/browser/storage.ts';
import type { SessionStore } from './session-store.ts';
import { TabSession } from './tab-session.ts';
import { type Channel, channelTabs, lockTabs, type Tabs, unknownTabs } from './tabs.ts';

/** Wall ms in which other tabs answer. */
const answerTime = 150;

/** @param asked The request of the address; empty if it asks for nothing. */
export function browserSession(store: SessionStore, asked: string): Promise<TabSession> {
  return TabSession.open({ store, tabs: browserTabs(), tab: tabStore, newId, now: () => Date.now() }, asked);
}

function browserTabs(): Tabs {
  const locks = attempt<LockManager | undefined>(() => navigator.locks, undefined);
  if (locks !== undefined) return lockTabs(locks);
  const channel = attempt(() => new BroadcastChannel('statefulset-lab.tabs'), null);
  if (channel === null) return unknownTabs;
  const asked: Channel = {
    send: (message) => channel.postMessage(message),
    listen: (heard) => (channel.onmessage = ({ data }) => heard(data)),
  };
  return channelTabs(asked, () => new Promise((resolve) => setTimeout(resolve, answerTime)));
}

/** `crypto.randomUUID` exists in secure contexts only. */
const newId = (): string => attempt(() => crypto.randomUUID(), String(Math.random()).slice(2));
