import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps the room of the oldest rows that are no longer rendered, so that the visible ones do not jump.
 * @param scroll The scrolling element. Its rows are the elements with `data-uid`.
 * @param active True if rows are left out; false if all are rendered.
 * @param first The uid of the first rendered row.
 * @returns A ref for an empty row before them.
 */
export function useLeftOut(
  scroll: RefObject<HTMLElement | null>,
  active: boolean,
  first: string | undefined,
): RefObject<HTMLTableRowElement | null> {
  const spacer = useRef<HTMLTableRowElement>(null);
  /** The height of each row in px, oldest first, from the last layout. */
  const heights = useRef<ReadonlyMap<string, number>>(new Map());
  const height = useRef(0);
  const empty = first === undefined;

  useLayoutEffect(() => {
    const table = spacer.current?.parentElement;
    if (!table) return;
    // Called after layout, when measuring is cheap.
    const observer = new ResizeObserver(() => {
      const rows = scroll.current?.querySelectorAll<HTMLElement>('[data-uid]') ?? [];
      heights.current = new Map([...rows].map((row) => [row.dataset['uid']!, row.offsetHeight]));
    });
    observer.observe(table);
    return () => observer.disconnect();
  }, [scroll, empty]);

  useLayoutEffect(() => {
    if (spacer.current === null) return;
    const gone = active && first !== undefined && heights.current.has(first) ? before(heights.current, first) : null;
    height.current = gone === null ? 0 : height.current + gone;
    spacer.current.style.blockSize = `${height.current}px`;
  }, [active, first]);

  return spacer;
}

/** Returns the height in px of the rows before one of them. */
function before(heights: ReadonlyMap<string, number>, first: string): number {
  let sum = 0;
  for (const [uid, height] of heights) {
    if (uid === first) break;
    sum += height;
  }
  return sum;
}
