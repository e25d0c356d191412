import type { Page } from '@playwright/test';

/** The parts of a slot, and the Pods of the other layouts. */
const parts = '.slot .pod, .slot .claim, .slot .dns, .node-pod, .chip';

/**
 * Returns the faults of every visible Pod, claim and DNS name of every stage: it is cut, or covered. Everything in view
 * must be whole: a row of slots and a list of Pods may scroll if whole slots or whole rows are out of view. The stage
 * itself must not need to scroll.
 */
export const faultsInSight = (page: Page): Promise<readonly string[]> =>
  page.evaluate((parts) => {
    interface Box {
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
    }
    const off = 0.75;

    /**
     * Returns the part of the page that an element's ancestors leave visible, and if the element may be scrolled out of
     * view.
     */
    function seenThrough(element: Element): { readonly box: Box; readonly sideways: boolean; readonly rows: boolean } {
      let box: Box = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
      let [sideways, rows] = [false, false];
      for (let at = element.parentElement; at !== null; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const { left, top } = at.getBoundingClientRect();
        const [x, y] = [left + at.clientLeft, top + at.clientTop];
        box = {
          left: Math.max(box.left, x),
          right: Math.min(box.right, x + at.clientWidth),
          top: Math.max(box.top, y),
          bottom: Math.min(box.bottom, y + at.clientHeight),
        };
        if (at.matches('.slot-scroll, .deployment-pods, .node-cards')) {
          sideways ||= at.scrollWidth > at.clientWidth;
          rows ||= at.scrollHeight > at.clientHeight;
        }
      }
      return { box, sideways, rows };
    }

    function faultOf(element: Element): string | null {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const { box, sideways, rows } = seenThrough(element);
      if (sideways && (right <= box.left + 1 || left >= box.right - 1)) return null;
      if (rows && (bottom <= box.top + 1 || top >= box.bottom - 1)) return null;
      const cut = [
        left < box.left - off && `left by ${box.left - left}`,
        right > box.right + off && `right by ${right - box.right}`,
        top < box.top - off && `top by ${box.top - top}`,
        bottom > box.bottom + off && `bottom by ${bottom - box.bottom}`,
      ].filter(Boolean);
      if (cut.length > 0) return `cut at the ${cut.join(', ')}`;
      const inset = Math.min(7, (bottom - top) / 3);
      const points = [
        [left + inset, top + inset],
        [right - inset, top + inset],
        [(left + right) / 2, (top + bottom) / 2],
        [left + inset, bottom - inset],
        [right - inset, bottom - inset],
      ] as const;
      for (const [x, y] of points) {
        const over = document.elementFromPoint(x, y);
        if (over !== null && !element.contains(over)) return `under ${over.className || over.tagName} at ${x}, ${y}`;
      }
      return null;
    }

    return [...document.querySelectorAll(`.stage :is(${parts})`)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .flatMap((element) => {
        const fault = faultOf(element);
        const name = [element.closest('.stage')?.getAttribute('aria-label'), element.className, element.textContent];
        return fault === null ? [] : [`${name.join(' ').slice(0, 60)}: ${fault}`];
      });
  }, parts);
