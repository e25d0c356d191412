/** Detects that the site was updated while the page was open. */

/**
 * Asks the server if its page starts with another script than this one. The query goes past the service worker.
 * @returns false, too, when the server does not answer.
 */
export async function isReplaced(): Promise<boolean> {
  const script = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  try {
    const response = await fetch('./?fresh', { cache: 'no-store' });
    return response.ok && script != null && !(await response.text()).includes(script);
  } catch {
    return false;
  }
}

/** Removes the service worker, so that the next page comes from the server. Its cache stays. */
export async function leaveServiceWorker(): Promise<void> {
  try {
    await (await navigator.serviceWorker.getRegistration())?.unregister();
  } catch {
    // There is none, or the browser denies access.
  }
}
