import { useCallback, useSyncExternalStore } from 'react';

/** Matches narrow pages, which show one view at a time. The same as in app.css. */
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
