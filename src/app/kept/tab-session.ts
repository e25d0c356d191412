/**
 * The session of one tab. After a reload it is the tab's own session, otherwise the newest one that no tab has open. An
 * address that asks for something begins a new session once; a reload continues that session.
 */
import type { KeyValueStore } from '../../ui/kit/browser/storage.ts';
import type { Kept, SessionStore } from './session-store.ts';
import type { Tabs } from './tabs.ts';

const tabKey = 'statefulset-lab.tab';

export interface TabSessionParts {
  readonly store: SessionStore;
  readonly tabs: Tabs;
  /** Storage of this tab alone. */
  readonly tab: KeyValueStore;
  readonly newId: () => string;
  /** Wall time (ms since 1970). */
  readonly now: () => number;
}

/** Content of a record: a session, or text that was typed before one was loaded. */
export type Content = Pick<Kept, 'link' | 'session' | 'draft'>;

export class TabSession {
  #id: string;
  /** The record that this tab last read or wrote. If the stored one differs, another tab has written it. */
  #last: string | null;
  #mayGo: string[] = [];

  private constructor(
    private readonly parts: TabSessionParts,
    id: string,
    /** Record that was found for this tab. */
    readonly found: Kept | null,
    /** Request of the address when that session began. */
    readonly asked: string,
    /** Id of a session that stopped its page, or could not be opened. */
    public aside: string | null,
  ) {
    this.#id = id;
    this.#last = parts.store.raw(id);
    parts.tab.set(tabKey, id);
  }

  /** @param asked The request of the address; empty if it asks for nothing. */
  static async open(parts: TabSessionParts, asked: string): Promise<TabSession> {
    const { store, tabs } = parts;
    const { id, from } = await choose(parts, asked);
    let found = from === null ? null : store.read(from);
    let aside: string | null = null;
    if (from !== null && from === id && store.stoppedPage(from)) {
      store.setAside(from);
      [found, aside] = [null, from];
    }
    const session = new TabSession(parts, id, found, found === null ? asked : (found.asked ?? ''), aside);
    session.#mayGo = await tabs.open().then(
      (open) => store.prune(new Set([...open, id])),
      () => [],
    );
    return session;
  }

  /** Keeps a record. Returns false if there is no room. */
  save(content: Content): boolean {
    const { store, now } = this.parts;
    const there = store.raw(this.#id);
    if (there !== null && there !== this.#last) this.#become(this.parts.newId());
    const asked = this.asked === '' ? {} : { asked: this.asked };
    const written = store.write(this.#id, { savedAt: now(), ...asked, ...content }, this.#mayGo);
    if (written === null) return false;
    this.#last = written;
    return true;
  }

  /** Begins another session; the record that was found stays as it is. */
  leave(): void {
    this.#become(this.parts.newId());
  }

  /** Sets the found record aside, and begins a new session. */
  setAside(): void {
    this.parts.store.setAside(this.#id);
    this.aside = this.#id;
    this.leave();
  }

  /** Returns the record that was set aside; null if there is none. */
  readAside(): Kept | null {
    return this.aside === null ? null : this.parts.store.readAside(this.aside);
  }

  /** Restores the record that was set aside; the next page load opens it. */
  takeBack(): void {
    if (this.aside === null) return;
    this.parts.store.takeBack(this.aside);
    this.parts.tab.set(tabKey, this.aside);
  }

  /** Returns the stored record. */
  read(): Kept | null {
    return this.parts.store.read(this.#id);
  }

  /** Marks the found record as about to be shown. */
  opening(): void {
    this.parts.store.opening(this.#id);
  }

  /** Removes that mark: the record is shown and the page works, or the user leaves a page that works. */
  opened(): void {
    this.parts.store.finished(this.#id);
  }

  #become(id: string): void {
    const { store, tab, tabs } = this.parts;
    store.finished(this.#id);
    tabs.release(this.#id);
    this.#id = id;
    this.#last = null;
    tab.set(tabKey, id);
    void tabs.claim(id);
  }
}

/** @returns `from`: the id of the record that it continues; another than `id` for a copy, null for none. */
async function choose(
  { store, tabs, tab, newId }: TabSessionParts,
  asked: string,
): Promise<{ readonly id: string; readonly from: string | null }> {
  let own = tab.get(tabKey);
  if (own !== null && asked !== '' && store.read(own)?.asked !== asked) own = null;
  if (own !== null && (await tabs.claim(own))) return { id: own, from: own };
  const id = newId();
  // A duplicated tab continues with a copy.
  if (own !== null) return (await tabs.claim(id), { id, from: own });
  if (asked === '') for (const free of store.ids()) if (await tabs.claim(free)) return { id: free, from: free };
  return (await tabs.claim(id), { id, from: null });
}
