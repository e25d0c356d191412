import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Size } from './grid-geometry.ts';

const endless: Size = { width: Infinity, height: Infinity };

/**
 * Returns the room of the stage for its Pods, in rem: between its margins, and from the top of the Pods down to the
 * lane of a Deployment or the end of the visible part. It does not depend on what is shown there.
 * @param box Contains the Pods, and the elements above them.
 * @param pods Selects the element at the top of the Pods; if there is none, the top of the box is used.
 */
export function useRoom(box: RefObject<HTMLElement | null>, pods: string): Size {
  const [room, setRoom] = useState(endless);
  useLayoutEffect(() => {
    const held = box.current!;
    const stage = held.closest<HTMLElement>('.stage')!;
    function measure(): void {
      const { width, height } = roomOf(stage, held, held.querySelector(pods) ?? held);
      setRoom((was) => (was.width === width && was.height === height ? was : { width, height }));
    }
    const sizes = new ResizeObserver(measure);
    function observe(): void {
      sizes.disconnect();
      for (const part of [stage, ...stage.children, ...held.children]) sizes.observe(part);
      const service = held.querySelector('.service');
      if (service !== null) sizes.observe(service);
      measure();
    }
    const parts = new MutationObserver(observe);
    for (const changing of [stage, held]) parts.observe(changing, { childList: true });
    observe();
    return () => {
      sizes.disconnect();
      parts.disconnect();
    };
  }, [box, pods]);
  return room;
}

/** Size of the text of Pods, rem; larger in presenter mode. */
const textSize = 0.8125;

function roomOf(stage: HTMLElement, held: HTMLElement, pods: Element): Size {
  // Pods need room in proportion to their text.
  const rem = parseFloat(getComputedStyle(held).fontSize) / textSize;
  const top = pods.getBoundingClientRect().top - stage.getBoundingClientRect().top + stage.scrollTop;
  // If the page scrolls as a whole, as on a low phone, the visible part is that of the window above the views.
  const scrolls = getComputedStyle(stage).overflowY === 'visible';
  const views = document.querySelector<HTMLElement>('.app-views');
  const inSight = scrolls ? innerHeight - (views?.offsetHeight ?? 0) : stage.clientHeight;
  const below = (parts: string) => [...stage.querySelectorAll<HTMLElement>(`:scope > ${parts}`)];
  const lanes = below('.deployment');
  const kept = lanes.filter((lane) => getComputedStyle(lane).position === 'sticky');
  // If no lane stays in sight, as on a phone, the room of one is kept.
  if (kept.length === 0) kept.push(...lanes.slice(0, 1));
  // The dock, and the parts that the first Apply shows, take their room from the stage, or scroll with the page.
  if (!scrolls) kept.push(...below('.stage-dock'), ...document.querySelectorAll<HTMLElement>('.app-later'));
  const taken = kept.reduce((sum, { offsetHeight }) => sum + offsetHeight, 0);
  return { width: stage.clientWidth / rem - 2, height: (inSight - taken - top) / rem };
}
