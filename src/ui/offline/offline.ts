/**
 * Offline use. The service worker keeps the core of the lab by itself; the large parts – editor, shell, films – are
 * fetched from here.
 */
import { attempt } from '../kit/browser/storage.ts';
import { trustedScript } from '../kit/browser/worker.ts';

/** Name of the service worker's cache of parts: see tooling/site/vite-offline.ts. */
const cacheName = 'statefulset-lab-parts';

interface Part {
  readonly file: string;
  /** As it travels, compressed. */
  readonly bytes: number;
}

/** Why the lab cannot be kept for offline use here. */
export type Obstacle = 'insecure' | 'framed' | 'unsupported';

/** Returns the first obstacle; null when there is none. Each of the browser's getters may throw. */
export function obstacle(): Obstacle | null {
  if (attempt(() => window.top !== window.self, true)) return 'framed';
  if (!attempt(() => isSecureContext, false)) return 'insecure';
  return attempt(
    () => 'serviceWorker' in navigator && navigator.serviceWorker !== undefined && caches !== undefined,
    false,
  )
    ? null
    : 'unsupported';
}

/**
 * Registers the service worker, and fetches the parts where nobody pays for that.
 * @param onNewVersion Called when a new version has come, and waits for the next start.
 */
export async function beginOffline(onNewVersion: () => void): Promise<void> {
  if (obstacle() !== null) return;
  const registration = await register();
  if (registration === undefined) return;
  if (registration.waiting !== null) onNewVersion();
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) onNewVersion();
    });
  });
  await navigator.serviceWorker.ready;
  if (isUnmetered()) await fetchParts(() => {}).catch(() => undefined);
}

// A browser that blocks service workers may answer with nothing.
const register = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker.register(trustedScript('./service-worker.js'), { updateViaCache: 'none' });

interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
  readonly effectiveType?: string;
}

/** True on a connection that is known to be fast and not paid for by its bytes. Only some browsers know. */
function isUnmetered(): boolean {
  const connection = attempt(() => (navigator as { connection?: Connection }).connection, undefined);
  if (connection === undefined || connection.saveData === true) return false;
  return connection.type !== 'cellular' && connection.effectiveType === '4g';
}

async function partsOf(): Promise<readonly Part[]> {
  const response = await fetch('./parts.json');
  if (!response.ok) throw new Error(`parts.json: ${response.status}`);
  return (await response.json()) as readonly Part[];
}

/** Reports if the service worker keeps the core of the lab; waits while it is fetching that. */
export async function keepsCore(): Promise<boolean> {
  if ((await navigator.serviceWorker.getRegistration()) === undefined) return false;
  await navigator.serviceWorker.ready;
  return true;
}

/** @returns the parts that are still to be fetched. @throws when the list, or the browser's storage, cannot be read. */
export async function missingParts(): Promise<readonly Part[]> {
  const parts = await partsOf();
  const cache = await caches.open(cacheName);
  const missing: Part[] = [];
  for (const part of parts) if ((await cache.match(part.file)) === undefined) missing.push(part);
  return missing;
}

/**
 * Fetches the parts that are missing, one after the other, and removes those of earlier versions.
 * @param onPart Called with the bytes that are still to come.
 * @throws when one of them does not come, or there is no room for it.
 */
export async function fetchParts(onPart: (left: number) => void): Promise<void> {
  const missing = await missingParts();
  const cache = await caches.open(cacheName);
  let left = missing.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of missing) {
    onPart(left);
    await cache.add(file);
    left -= bytes;
  }
  const wanted = new Set((await partsOf()).map(({ file }) => new URL(file, location.href).href));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

/** Asks the browser not to remove what it holds when its disk is full. */
export async function keepForGood(): Promise<void> {
  try {
    await navigator.storage.persist();
  } catch {
    // It decides by itself.
  }
}
