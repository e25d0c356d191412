/**
 * The browser's key-value storage, without its exceptions: in a sandboxed frame the getter throws, in some private
 * windows nothing may be written, and there may be no room left.
 */
export interface KeyValueStore {
  /** Null when there is no such key, or no storage. */
  get(key: string): string | null;
  /** Returns false when the value could not be written. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  keys(): readonly string[];
}

/** Returns the result of `read`, or `otherwise` if it throws. */
export function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** @param find Returns the storage; called for each access, since the getter itself may throw. */
export function safeStorage(find: () => Storage): KeyValueStore {
  return {
    get: (key) => attempt(() => find().getItem(key), null),
    set: (key, value) =>
      attempt(() => {
        find().setItem(key, value);
        return true;
      }, false),
    remove: (key) => attempt(() => find().removeItem(key), undefined),
    keys: () => attempt(() => Object.keys(find()), []),
  };
}

/** Outlives the tab; shared by all tabs of the site. */
export const localStore = safeStorage(() => localStorage);
/** Belongs to one tab; survives a reload. */
export const tabStore = safeStorage(() => sessionStorage);
