/**
 * Keeps the session in the browser, so that a reload, a crash or a closed tab loses nothing. Each tab has a session of
 * its own; a new tab takes up one that no tab has open. An address that asks for something begins a session of its own,
 * once: loaded anew, it goes on with that.
 */
import type { Lab } from '../store/lab.ts';
import { sameSession } from '../store/saved-state.ts';
import type { Session } from '../share/session.ts';

const prefix = 'statefulset-lab.session.';
const tabKey = 'statefulset-lab.tab';
/** Sessions that nobody has open; of more, the oldest goes. */
const maxKept = 5;
/** Wall ms after a change until it is kept: many changes come together. */
const delay = 700;

interface Kept {
  /** Wall time of the last change (ms since 1970); only their order matters. */
  readonly savedAt: number;
  readonly link: string;
  /** What the address asked for when it began; absent where it asked for nothing. */
  readonly asked?: string;
}

const share = () => import('../share/link.ts');

function readKept(id: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(prefix + id) ?? 'null') as Kept | null;
    return typeof kept?.link === 'string' ? kept : null;
  } catch {
    return null;
  }
}

function keptIds(): readonly string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .sort((a, b) => (readKept(b)?.savedAt ?? 0) - (readKept(a)?.savedAt ?? 0));
  } catch {
    return [];
  }
}

/** Whether anything is kept here: whoever is here has been here before. */
export const anythingKept = (): boolean => keptIds().length > 0;

/** Takes a session for this tab, until the tab is closed. False when another tab has it. */
function claim(id: string): Promise<boolean> {
  // Without locks (on plain http) a tab knows only itself: sessions of closed tabs stay, and are not taken up.
  if (navigator.locks === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    void navigator.locks.request(prefix + id, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    });
  });
}

const newId = (): string => crypto.randomUUID?.() ?? String(Math.random()).slice(2);

/**
 * The session that this tab goes on with: its own after a reload, else one that no tab has open.
 * @param asked What the address asks for; empty: nothing.
 */
async function ownSession(asked: string): Promise<{ readonly id: string; readonly from: string | null }> {
  let own = sessionStorage.getItem(tabKey);
  if (own !== null && asked !== '' && readKept(own)?.asked !== asked) own = null;
  if (own !== null && (navigator.locks === undefined || (await claim(own)))) return { id: own, from: own };
  const fresh = newId();
  // A tab that was duplicated: it goes on with a copy.
  if (own !== null) return (await claim(fresh), { id: fresh, from: own });
  if (asked === '') for (const id of keptIds()) if (await claim(id)) return { id, from: id };
  return (await claim(fresh), { id: fresh, from: null });
}

/** Lets go of the oldest sessions that no tab has open. Returns those that may still go. */
async function prune(own: string): Promise<string[]> {
  if (navigator.locks === undefined) return [];
  const { held = [] } = await navigator.locks.query();
  const open = new Set(held.map(({ name }) => name));
  const free = keptIds().filter((id) => id !== own && !open.has(prefix + id));
  for (const id of free.splice(maxKept)) localStorage.removeItem(prefix + id);
  return free;
}

export interface Keeping {
  /** What was kept for this tab, if it can be read. */
  readonly session: Session | null;
  /** What the address asked for when that began. */
  readonly asked: string;
  /**
   * Keeps the lab's session from now on. Returns the end of it.
   * @param apart What was kept could not be gone on with: it is left as it is.
   */
  keep(lab: Lab, apart: boolean): () => void;
}

/** @param wanted What the address asks for: a link's fragment, an example …; empty: nothing. */
export async function startKeeping(wanted: string): Promise<Keeping> {
  let id: string;
  let asked = wanted;
  let session: Session | null = null;
  let free: string[] = [];
  try {
    const own = await ownSession(wanted);
    id = own.id;
    sessionStorage.setItem(tabKey, id);
    free = await prune(id);
    const kept = own.from === null ? null : readKept(own.from);
    if (kept !== null) {
      asked = kept.asked ?? '';
      session = await read(kept.link);
      if (session === null) id = await leave();
    }
  } catch {
    // No storage: a sandboxed frame, a private window of some browsers.
    id = '';
  }
  return {
    session,
    asked,
    keep(lab, apart) {
      if (apart && id !== '') void leave().then((other) => (id = other));
      return keep(lab, () => id, asked, free);
    },
  };
}

/** Null when it cannot be read: written by a newer version, or cut off. */
async function read(link: string): Promise<Session | null> {
  try {
    return (await share()).decodeSession(link);
  } catch {
    return null;
  }
}

/** From now on this tab keeps another session than what it found. */
async function leave(): Promise<string> {
  const id = newId();
  await claim(id);
  sessionStorage.setItem(tabKey, id);
  return id;
}

/** @param free Sessions that may go when there is no room. */
function keep(lab: Lab, id: () => string, asked: string, free: string[]): () => void {
  if (id() === '') return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let encode: ((session: Session) => string) | undefined;

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    if (encode === undefined) return;
    const kept: Kept = { savedAt: Date.now(), link: encode(lab.session()), ...(asked !== '' && { asked }) };
    if (!store(id(), JSON.stringify(kept), free)) lab.set({ banner: 'NotKept' });
    else if (lab.state().banner === 'NotKept') lab.set({ banner: null });
  }

  const unsubscribe = lab.store.subscribe((state, before) => {
    if (sameSession(state, before)) return;
    if (encode === undefined) void share().then((loaded) => (encode = loaded.encodeSession));
    timer ??= setTimeout(save, delay);
  });
  const onHide = (): void => {
    if (timer !== undefined) save();
  };
  addEventListener('pagehide', onHide);
  document.addEventListener('visibilitychange', onHide);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    removeEventListener('pagehide', onHide);
    document.removeEventListener('visibilitychange', onHide);
  };
}

/** Writes it down; sessions that were left make room. False when there is none. */
function store(id: string, text: string, free: string[]): boolean {
  for (;;) {
    try {
      localStorage.setItem(prefix + id, text);
      return true;
    } catch {
      const oldest = free.pop();
      if (oldest === undefined) return false;
      localStorage.removeItem(prefix + oldest);
    }
  }
}
