/** Which sessions tabs have open: each tab takes the one that it shows. */

export interface Tabs {
  /** Takes a session for this tab, until it is released or the tab is closed. False when another tab has it. */
  claim(id: string): Promise<boolean>;
  /** Lets other tabs take a session of this tab. */
  release(id: string): void;
  /** Ids of the sessions that tabs have open, this one included. */
  open(): Promise<ReadonlySet<string>>;
}

const prefix = 'statefulset-lab.session.';

/** By the Web Locks API: exact, also after a crash. Browsers offer it on secure pages only. */
export function lockTabs(locks: Pick<LockManager, 'request' | 'query'>): Tabs {
  const releases = new Map<string, () => void>();
  return {
    release(id) {
      releases.get(id)?.();
      releases.delete(id);
    },
    claim: (id) =>
      new Promise((resolve) => {
        locks
          .request(prefix + id, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            return lock === null ? undefined : new Promise<void>((release) => releases.set(id, release));
          })
          .catch(() => resolve(true));
      }),
    async open() {
      const { held = [] } = await locks.query();
      const names = held.map(({ name }) => name ?? '').filter((name) => name.startsWith(prefix));
      return new Set(names.map((name) => name.slice(prefix.length)));
    },
  };
}

/** A channel to the other tabs: it never delivers to this one. */
export interface Channel {
  send(message: unknown): void;
  listen(heard: (message: unknown) => void): void;
}

/**
 * Asks the other tabs, for pages on plain http. A tab that answers late is not found; when two tabs write one session,
 * the second one notices it and continues with a copy.
 * @param allAnswered Resolves when every tab has had time to answer.
 */
export function channelTabs(channel: Channel, allAnswered: () => Promise<void>): Tabs {
  const own = new Set<string>();
  const others = new Set<string>();
  channel.listen((message) => {
    const { ask, open, released } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if (ask === true) for (const id of own) channel.send({ open: id });
    else if (typeof open === 'string') others.add(open);
    else if (typeof released === 'string') others.delete(released);
  });
  channel.send({ ask: true });
  const answered = allAnswered();
  return {
    async claim(id) {
      await answered;
      if (others.has(id)) return false;
      own.add(id);
      channel.send({ open: id });
      return true;
    },
    release(id) {
      if (own.delete(id)) channel.send({ released: id });
    },
    async open() {
      await answered;
      return new Set([...own, ...others]);
    },
  };
}

/** Used if tabs cannot find each other: no session is removed, and a session that two tabs write becomes two. */
export const unknownTabs: Tabs = {
  claim: () => Promise.resolve(true),
  release: () => {},
  open: () => Promise.reject(new Error('no way to ask the other tabs')),
};
