import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Size } from './grid-geometry.ts';

const endless: Size = { width: Infinity, height: Infinity };

/**
 * Returns the room that the stage has for its Pods, rem: between its margins, and from where the Pods begin down to the
 * lane of a Deployment, or to the end of what is in sight. It does not depend on what is shown there.
 * @param box Holds the Pods, and what stands above them.
 * @param pods Selects the element in it whose top is theirs; where there is none, it is that of the box.
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

/** Size of the text of Pods, rem; in presenter mode it is larger than that. */
const textSize = 0.8125;

function roomOf(stage: HTMLElement, held: HTMLElement, pods: Element): Size {
  // A Pod takes room in proportion to its text.
  const rem = parseFloat(getComputedStyle(held).fontSize) / textSize;
  const top = pods.getBoundingClientRect().top - stage.getBoundingClientRect().top + stage.scrollTop;
  // Where the page scrolls as a whole, as a low one on a phone does, what is in sight is the window's.
  const inSight = getComputedStyle(stage).overflowY === 'visible' ? innerHeight : stage.clientHeight;
  const below = [...stage.querySelectorAll<HTMLElement>(':scope > :is(.deployment, .stage-dock)')];
  const kept = below.filter((part) => getComputedStyle(part).position === 'sticky');
  // Where no lane is kept in sight, as on a phone, there is room for one.
  if (!kept.some((part) => part.matches('.deployment')))
    kept.push(...below.slice(0, 1).filter((part) => !kept.includes(part)));
  const taken = kept.reduce((sum, { offsetHeight }) => sum + offsetHeight, 0);
  return { width: stage.clientWidth / rem - 2, height: (inSight - taken - top) / rem };
}
