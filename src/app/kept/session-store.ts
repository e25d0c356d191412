/**
 * Sessions in the browser's storage, by id. A session that cannot be opened is set aside: it stays stored, but no tab
 * opens it by itself.
 */
import type { KeyValueStore } from '../../ui/kit/browser/storage.ts';

const prefix = 'statefulset-lab.session.';
const asidePrefix = 'statefulset-lab.aside.';
const openingPrefix = 'statefulset-lab.opening.';
/** Number of sessions that are kept although no tab has them open. The oldest ones are removed. */
const maxFree = 5;
const maxAside = 3;

/** The record of one tab. */
export interface Kept {
  /** Wall time of the last change (ms since 1970); only their order matters. */
  readonly savedAt: number;
  /** Request of the address when the session began; absent if it asked for nothing. */
  readonly asked?: string;
  /** The session as a link; absent while the encoder is not loaded. */
  readonly link?: string;
  /** The session as plain data, if there is no link. */
  readonly session?: unknown;
  /** Text that was typed before the session was loaded. */
  readonly draft?: string;
}

/** Returns true if a record holds a session, not only text. */
export const hasSession = (kept: Kept | null): boolean => kept?.link !== undefined || kept?.session !== undefined;

export class SessionStore {
  constructor(private readonly storage: KeyValueStore) {}

  /** Ids of the sessions, the last changed first. */
  ids(): readonly string[] {
    return this.#sorted(prefix);
  }

  /** The record as stored text. */
  raw(id: string): string | null {
    return this.storage.get(prefix + id);
  }

  read(id: string): Kept | null {
    return keptOf(this.raw(id));
  }

  /**
   * Writes a record. If there is no room, removes sessions that may be removed, the oldest first.
   * @returns the text that was written; null if there is no room.
   */
  write(id: string, kept: Kept, mayGo: string[]): string | null {
    const text = JSON.stringify(kept);
    while (!this.storage.set(prefix + id, text)) {
      const oldest = mayGo.pop();
      if (oldest === undefined) return null;
      this.storage.remove(prefix + oldest);
    }
    return text;
  }

  /** Sets a session aside. */
  setAside(id: string): void {
    const text = this.raw(id);
    this.finished(id);
    if (text === null) return;
    // Remove it first: there may be no room to store it twice.
    this.storage.remove(prefix + id);
    this.storage.set(asidePrefix + id, text);
    for (const old of this.#sorted(asidePrefix).slice(maxAside)) this.storage.remove(asidePrefix + old);
  }

  /** Restores a session that was set aside. */
  takeBack(id: string): void {
    const text = this.storage.get(asidePrefix + id);
    if (text === null) return;
    this.storage.remove(asidePrefix + id);
    this.storage.set(prefix + id, text);
  }

  readAside(id: string): Kept | null {
    return keptOf(this.storage.get(asidePrefix + id));
  }

  /** Notes that a session is about to be opened. If it stops the page, the next visit finds the note. */
  opening(id: string): void {
    this.storage.set(openingPrefix + id, '1');
  }

  /** Notes that the session is open and the page still works. */
  finished(id: string): void {
    this.storage.remove(openingPrefix + id);
  }

  /** Returns true if the page ended while it was opening the session. */
  stoppedPage(id: string): boolean {
    return this.storage.get(openingPrefix + id) !== null;
  }

  /**
   * Removes the oldest sessions that no tab has open.
   * @returns the remaining ones that may be removed if there is no room, the oldest last.
   */
  prune(open: ReadonlySet<string>): string[] {
    const free = this.ids().filter((id) => !open.has(id));
    for (const id of free.splice(maxFree)) {
      this.storage.remove(prefix + id);
      this.finished(id);
    }
    return free;
  }

  #sorted(start: string): readonly string[] {
    const savedAt = (key: string): number => keptOf(this.storage.get(key))?.savedAt ?? 0;
    return this.storage
      .keys()
      .filter((key) => key.startsWith(start))
      .map((key) => ({ id: key.slice(start.length), at: savedAt(key) }))
      .sort((a, b) => b.at - a.at)
      .map(({ id }) => id);
  }
}

/** Reads a record. The stored text may be anything. */
function keptOf(text: string | null): Kept | null {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { savedAt, asked, link, session, draft } = value as Readonly<Record<string, unknown>>;
  return {
    savedAt: typeof savedAt === 'number' ? savedAt : 0,
    ...(typeof asked === 'string' && { asked }),
    ...(typeof link === 'string' && { link }),
    ...(session !== undefined && { session }),
    ...(typeof draft === 'string' && { draft }),
  };
}
