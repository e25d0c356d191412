/** Fakes of storage and tabs for the tests of this folder. */
import type { KeyValueStore } from '../../ui/kit/browser/storage.ts';
import type { Channel, Tabs } from './tabs.ts';

export interface FakeStorage extends KeyValueStore {
  readonly values: Map<string, string>;
  /** Number of characters that fit. */
  room: number;
}

export function fakeStorage(values: Readonly<Record<string, string>> = {}): FakeStorage {
  const map = new Map(Object.entries(values));
  const size = (): number => [...map].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  const storage: FakeStorage = {
    values: map,
    room: Infinity,
    get: (key) => map.get(key) ?? null,
    set(key, value) {
      const before = map.get(key);
      const without = size() - (before === undefined ? 0 : key.length + before.length);
      if (without + key.length + value.length > storage.room) return false;
      map.set(key, value);
      return true;
    },
    remove: (key) => void map.delete(key),
    keys: () => [...map.keys()],
  };
  return storage;
}

/** A browser with tabs: {@link FakeBrowser.tab} opens one, which can be closed. */
export class FakeBrowser {
  readonly #open = new Map<string, object>();

  tab(): Tabs & { close(): void } {
    const self = {};
    return {
      claim: (id) => {
        const holder = this.#open.get(id);
        if (holder === undefined) this.#open.set(id, self);
        return Promise.resolve(holder === undefined || holder === self);
      },
      release: (id) => {
        if (this.#open.get(id) === self) this.#open.delete(id);
      },
      open: () => Promise.resolve(new Set(this.#open.keys())),
      close: () => {
        for (const [id, holder] of this.#open) if (holder === self) this.#open.delete(id);
      },
    };
  }
}

/** Channels that deliver at once. */
export function fakeChannels(): () => Channel & { close(): void } {
  const open = new Map<object, (message: unknown) => void>();
  return () => {
    const self = {
      send(message: unknown) {
        for (const [other, heard] of open) if (other !== self) heard(message);
      },
      listen: (heard: (message: unknown) => void) => void open.set(self, heard),
      close: () => void open.delete(self),
    };
    return self;
  };
}
