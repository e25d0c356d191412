import { useCallback, useSyncExternalStore } from 'react';

/** Where the page is narrow: one thing at a time, the stage first. app.css says the same. */
export const narrow = '(max-width: 60rem)';

/** Reports if a media query matches, and follows its changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
