/** The session of this tab, with what the browser offers. */
import { attempt, tabStore } from '../../ui/kit/browser/storage.ts';
import type { SessionStore } from './session-store.ts';
import { TabSession } from './tab-session.ts';
import { type Channel, channelTabs, lockTabs, type Tabs, unknownTabs } from './tabs.ts';

/** Wall ms in which the other tabs answer. */
const answerTime = 150;

/** @param asked What the address asks for; empty when it asks for nothing. */
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

/** `crypto.randomUUID` is there on secure pages only. */
const newId = (): string => attempt(() => crypto.randomUUID(), String(Math.random()).slice(2));
