/**
 * Sessions in the browser's storage, by id. What cannot be gone on with is set aside: it stays, but no tab takes it up
 * by itself.
 */
import type { KeyValueStore } from '../../ui/kit/browser/storage.ts';

const prefix = 'statefulset-lab.session.';
const asidePrefix = 'statefulset-lab.aside.';
const openingPrefix = 'statefulset-lab.opening.';
/** Sessions that no tab has open; of more, the oldest goes. */
const maxFree = 5;
const maxAside = 3;

/** The record of one tab. */
export interface Kept {
  /** Wall time of the last change (ms since 1970); only their order matters. */
  readonly savedAt: number;
  /** Request of the address when the session began; absent when it asked for nothing. */
  readonly asked?: string;
  /** The session as a link; absent while the encoder was not loaded. */
  readonly link?: string;
  /** The session as plain data, where there is no link. */
  readonly session?: unknown;
  /** Text that was typed before the session was there. */
  readonly draft?: string;
}

/** Returns true if a record holds a session and not only text. */
export const hasSession = (kept: Kept | null): boolean => kept?.link !== undefined || kept?.session !== undefined;

export class SessionStore {
  constructor(private readonly storage: KeyValueStore) {}

  /** Ids of the sessions, the one that was changed last first. */
  ids(): readonly string[] {
    return this.#sorted(prefix);
  }

  /** The record as it is written. */
  raw(id: string): string | null {
    return this.storage.get(prefix + id);
  }

  read(id: string): Kept | null {
    return keptOf(this.raw(id));
  }

  /**
   * Writes a record; sessions that may go make room, the last of them first.
   * @returns what was written; null when there is no room.
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
    // First out of the way: there may be no room for it twice.
    this.storage.remove(prefix + id);
    this.storage.set(asidePrefix + id, text);
    for (const old of this.#sorted(asidePrefix).slice(maxAside)) this.storage.remove(asidePrefix + old);
  }

  /** Takes a session back that was set aside. */
  takeBack(id: string): void {
    const text = this.storage.get(asidePrefix + id);
    if (text === null) return;
    this.storage.remove(asidePrefix + id);
    this.storage.set(prefix + id, text);
  }

  readAside(id: string): Kept | null {
    return keptOf(this.storage.get(asidePrefix + id));
  }

  /** Notes that a session is about to be opened: if it stops the page, the note is still there at the next visit. */
  opening(id: string): void {
    this.storage.set(openingPrefix + id, '1');
  }

  /** The session is open, and the page goes on. */
  finished(id: string): void {
    this.storage.remove(openingPrefix + id);
  }

  /** Returns true if the page ended while it was opening the session. */
  stoppedPage(id: string): boolean {
    return this.storage.get(openingPrefix + id) !== null;
  }

  /**
   * Removes the oldest sessions that no tab has open.
   * @returns those that are left and may go for want of room, the oldest last.
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

/** Reads a record; anything may stand there. */
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
