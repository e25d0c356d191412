import { attempt } from '../kit/browser/storage.ts';

/**
 * Returns true if the browser lets Monaco run, which needs workers. A clipboard that may not even be looked at is hidden
 * from it: it does without, as on plain http.
 */
export function readyForMonaco(): boolean {
  const isRefused = attempt(() => 'clipboard' in navigator && navigator.clipboard === null, true);
  if (isRefused) attempt(() => void Object.defineProperty(navigator, 'clipboard', { value: undefined }), undefined);
  return attempt(() => typeof Worker === 'function', false);
}
