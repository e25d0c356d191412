/** Keeps the end of what is scrolled in sight while it grows, unless one reads further up. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface End {
  /** The end is in sight, and stays there. Else one reads further up, and is not disturbed. */
  readonly atEnd: boolean;
  /** To be called when it is scrolled. */
  readonly onScroll: () => void;
}

/** px from the end that still count as its being in sight. */
const near = 8;

/**
 * @param scroll What scrolls, with one element in it. While the end is in sight, its `overflow-anchor` is to be `none`:
 *   the browser must not hold on to a row when those before it go.
 * @param shown Whatever is scrolled now: of another one, the end is shown first.
 */
export function useEnd(scroll: RefObject<HTMLElement | null>, shown: unknown): End {
  const [known, setKnown] = useState({ shown, atEnd: true });
  const atEnd = known.shown !== shown || known.atEnd;
  const here = useRef({ atEnd: true, top: 0 });
  /** px from what is seen to the end, to be kept when rows come before it. */
  const below = useRef(0);

  function turn(to: boolean): void {
    if (here.current.atEnd === to) return;
    here.current.atEnd = to;
    setKnown({ shown, atEnd: to });
  }

  useLayoutEffect(() => {
    here.current.atEnd = true;
    const element = scroll.current;
    if (element === null) return;
    const toEnd = (): void => {
      element.scrollTo({ top: element.scrollHeight });
      // When rows go, the browser moves it up: the event that follows is nobody's going up.
      here.current.top = element.scrollTop;
    };
    toEnd();
    // Notified after the page has been laid out: to ask for the height at any other time would lay it out once more. Rows
    // that come into sight for the first time get their real height then: not all growth is news.
    const observer = new ResizeObserver(() => {
      if (here.current.atEnd) toEnd();
    });
    for (const part of [element, element.firstElementChild]) if (part) observer.observe(part);
    return () => observer.disconnect();
  }, [scroll, shown]);

  useLayoutEffect(() => {
    const element = scroll.current;
    if (!atEnd && element !== null) element.scrollTo({ top: element.scrollHeight - below.current });
  }, [scroll, atEnd]);

  return {
    atEnd,
    onScroll() {
      const { scrollTop, scrollHeight, clientHeight } = scroll.current!;
      below.current = scrollHeight - scrollTop;
      // New rows push the end away without anybody scrolling: only going up is reading back.
      if (below.current - clientHeight < near) turn(true);
      else if (scrollTop < here.current.top) turn(false);
      here.current.top = scrollTop;
    },
  };
}
