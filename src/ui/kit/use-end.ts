/** Keeps the end of a scrolled element in sight while it grows, unless the user has scrolled up. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface End {
  /** True if the end is in sight, where it stays; false if the user has scrolled up. */
  readonly atEnd: boolean;
  /** The handler of scroll events. */
  readonly onScroll: () => void;
}

/** Distance (px) at which the end counts as in sight. */
const near = 8;
/** Events with which a user begins to scroll. */
const intents = ['wheel', 'touchmove', 'keydown', 'pointerdown', 'focusin'] as const;

/**
 * Keeps the end in sight.
 * @param scroll The scrolling element, with one child.
 * @param shown Identifies the content: when it changes, the end is shown.
 */
export function useEnd(scroll: RefObject<HTMLElement | null>, shown: unknown): End {
  const [known, setKnown] = useState({ shown, atEnd: true });
  const atEnd = known.shown !== shown || known.atEnd;
  const here = useRef({ atEnd: true, top: 0, byUser: false });
  /** Distance (px) from the visible part to the end, which stays when rows are inserted before. */
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
      here.current.top = element.scrollTop;
    };
    toEnd();
    // The observer runs after layout: reading the height at another time would force a second layout. Rows get their
    // real height when they first come into sight, so not all growth is new content.
    const observer = new ResizeObserver(() => {
      if (here.current.atEnd) toEnd();
    });
    for (const part of [element, element.firstElementChild]) if (part) observer.observe(part);
    const intend = (): void => {
      here.current.byUser = true;
    };
    for (const type of intents) element.addEventListener(type, intend, { passive: true });
    return () => {
      observer.disconnect();
      for (const type of intents) element.removeEventListener(type, intend);
    };
  }, [scroll, shown]);

  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    // At the end, the browser must not hold on to a row: when earlier rows are removed, it would scroll up.
    element.style.setProperty('overflow-anchor', atEnd ? 'none' : 'auto');
    if (!atEnd) element.scrollTo({ top: element.scrollHeight - below.current });
  }, [scroll, atEnd]);

  return {
    atEnd,
    onScroll() {
      const { scrollTop, scrollHeight, clientHeight } = scroll.current!;
      below.current = scrollHeight - scrollTop;
      // New rows move the end away without scrolling, and when the content becomes smaller, the browser scrolls up: only
      // scrolling up by the user counts.
      if (below.current - clientHeight < near) {
        turn(true);
        here.current.byUser = false;
      } else if (scrollTop < here.current.top && here.current.byUser) turn(false);
      here.current.top = scrollTop;
    },
  };
}
