/** Keeps the end of what is scrolled in sight while it grows, unless one reads further up. */
import { type RefObject, useLayoutEffect, useRef } from 'react';

const toEnd = (element: HTMLElement | null): void => element?.scrollTo({ top: element.scrollHeight });

/**
 * @param scroll What scrolls, with one element in it.
 * @param shown Whatever is scrolled now: of another one, the end is shown first.
 * @returns what is to be called when it is scrolled.
 */
export function useEnd(scroll: RefObject<HTMLElement | null>, shown: unknown): () => void {
  const atEnd = useRef(true);
  const lastTop = useRef(0);

  useLayoutEffect(() => {
    atEnd.current = true;
    toEnd(scroll.current);
  }, [scroll, shown]);

  // Entries that come into sight for the first time get their real height then: not all growth is news.
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd(scroll.current);
    });
    const { current } = scroll;
    for (const element of [current, current?.firstElementChild]) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [scroll]);

  return () => {
    const { scrollTop, scrollHeight, clientHeight } = scroll.current!;
    if (scrollTop + clientHeight >= scrollHeight - 8) atEnd.current = true;
    else if (scrollTop < lastTop.current) atEnd.current = false;
    lastTop.current = scrollTop;
  };
}
