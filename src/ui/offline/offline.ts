/**
 * Offline use. The service worker saves the core of the lab; this module downloads the large parts: editor, shell,
 * recordings.
 */
import { attempt } from '../kit/browser/storage.ts';
import { trustedScript } from '../kit/browser/worker.ts';

/** Name of the service worker's cache of parts: see tooling/site/vite-offline.ts. */
const cacheName = 'statefulset-lab-parts';

interface Part {
  readonly file: string;
  /** Compressed. */
  readonly bytes: number;
}

/** Reasons why the lab cannot be saved for offline use here. */
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
 * Registers the service worker, and downloads the parts on unmetered connections.
 * @param onNewVersion Called when a new version was downloaded, and waits for the next start.
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

// A browser that blocks service workers may return undefined.
const register = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker.register(trustedScript('./service-worker.js'), { updateViaCache: 'none' });

interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
  readonly effectiveType?: string;
}

/** Returns true on a connection that is known to be fast and unmetered. Only some browsers know. */
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

/** Resolves to true if the service worker has saved the core of the lab; waits while it is downloading. */
export async function keepsCore(): Promise<boolean> {
  if ((await navigator.serviceWorker.getRegistration()) === undefined) return false;
  await navigator.serviceWorker.ready;
  return true;
}

/**
 * Returns the parts that are not downloaded yet.
 * @throws when the list, or the browser's storage, cannot be read.
 */
export async function missingParts(): Promise<readonly Part[]> {
  const parts = await partsOf();
  const cache = await caches.open(cacheName);
  const missing: Part[] = [];
  for (const part of parts) if ((await cache.match(part.file)) === undefined) missing.push(part);
  return missing;
}

/**
 * Downloads the missing parts one by one, and removes those of earlier versions.
 * @param onPart Called with the number of bytes left.
 * @throws when a download fails, or the browser is out of space.
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

/** Asks the browser to keep its data even when the disk is full. */
export async function keepForGood(): Promise<void> {
  try {
    await navigator.storage.persist();
  } catch {
    // The browser decides by itself.
  }
}
