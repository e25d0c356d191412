/**
 * Keeps the session in the browser, so that a reload, a crash or a closed tab loses nothing. Each tab has a session of
 * its own; a new tab takes up one that no tab has open.
 */
import type { Lab } from '../store/lab.ts';
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

/** The session that this tab goes on with: its own after a reload, else one that no tab has open. */
async function ownSession(): Promise<{ readonly id: string; readonly from: string | null }> {
  const own = sessionStorage.getItem(tabKey);
  if (own !== null && (navigator.locks === undefined || (await claim(own)))) return { id: own, from: own };
  const fresh = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  // A tab that was duplicated: it goes on with a copy.
  if (own !== null) return (await claim(fresh), { id: fresh, from: own });
  for (const id of keptIds()) if (await claim(id)) return { id, from: id };
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
  /** Keeps the lab's session from now on. Returns the end of it. */
  keep(lab: Lab): () => void;
}

export async function startKeeping(): Promise<Keeping> {
  let id: string;
  let session: Session | null = null;
  let free: string[] = [];
  try {
    const own = await ownSession();
    id = own.id;
    sessionStorage.setItem(tabKey, id);
    free = await prune(id);
    const kept = own.from === null ? null : readKept(own.from);
    if (kept !== null) session = (await share()).decodeSession(kept.link);
  } catch {
    // No storage (a sandboxed frame), or what is there cannot be read: it is left, and this tab begins anew.
    id = '';
  }
  return { session, keep: (lab) => keep(lab, id, free) };
}

/** @param free Sessions that may go when there is no room. */
function keep(lab: Lab, id: string, free: string[]): () => void {
  if (id === '') return () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let encode: ((session: Session) => string) | undefined;

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    if (encode === undefined) return;
    const kept: Kept = { savedAt: Date.now(), link: encode(lab.session()) };
    if (!store(id, JSON.stringify(kept), free)) lab.set({ banner: 'NotKept' });
    else if (lab.state().banner === 'NotKept') lab.set({ banner: null });
  }

  const unsubscribe = lab.store.subscribe((state, before) => {
    const same = state.view === before.view && state.text === before.text && state.past === before.past;
    if (same && state.run === before.run) return;
    void share().then((loaded) => (encode = loaded.encodeSession));
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
