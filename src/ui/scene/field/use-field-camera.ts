/** The camera of a field: wheel and pinch zoom, dragging moves; buttons and keys do the same. */
import { type PointerEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type Camera,
  clamped,
  type FieldLayout,
  type Point,
  showing,
  type Size,
  whole,
  zoomedAt,
} from '../shared/grid-geometry.ts';

/** CSS px that a pointer may move during a click. */
const tremor = 4;
/** Duration of a camera movement (wall ms). */
const journey = 220;

export interface FieldCamera {
  readonly camera: Camera;
  /** Zooms at the center. */
  zoom(factor: number): void;
  /** Shows the whole field. */
  reset(): void;
  /** Moves to a cell; if `close`, close enough to read its ordinal. */
  show(index: number, close?: boolean): void;
  /** Returns true if the last press moved the field: then it was not a click on a slot. */
  moved(): boolean;
  readonly handlers: Readonly<Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', Handler>>;
}
type Handler = (event: PointerEvent<HTMLElement>) => void;

export function useFieldCamera(box: RefObject<HTMLElement | null>, layout: FieldLayout, size: Size): FieldCamera {
  const [wanted, setWanted] = useState(whole);
  const camera = useMemo(() => clamped(wanted, layout, size), [wanted, layout, size]);
  const pointers = useRef(new Map<number, Point>());
  const moved = useRef(false);
  const journeyEnd = useRef(() => {});
  // The target of the camera, from which the next movement continues.
  const goal = useRef<Camera | null>(null);

  const change = useCallback(
    (next: (camera: Camera) => Camera) => setWanted((before) => next(clamped(before, layout, size))),
    [layout, size],
  );

  useEffect(() => {
    const element = box.current!;
    const onWheel = (event: WheelEvent): void => {
      const { left, top } = element.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
      // Already zoomed out: the wheel scrolls the page.
      if (factor < 1 && camera.zoom === 1) return;
      event.preventDefault();
      change((before) => zoomedAt(before, factor, { x: event.clientX - left, y: event.clientY - top }, layout, size));
    };
    // React's wheel listeners are passive: they cannot keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [box, camera.zoom, change, layout, size]);

  useEffect(() => () => journeyEnd.current(), []);

  function travel(to: Camera): void {
    journeyEnd.current();
    if (document.documentElement.dataset.motion !== 'on') return setWanted(to);
    const [from, begun] = [camera, performance.now()];
    goal.current = to;
    let frame = 0;
    const step = (time: number): void => {
      const done = Math.min(Math.max((time - begun) / journey, 0), 1);
      const share = 1 - (1 - done) ** 3;
      const between = (a: number, b: number): number => a + (b - a) * share;
      setWanted({ zoom: between(from.zoom, to.zoom), x: between(from.x, to.x), y: between(from.y, to.y) });
      if (done < 1) frame = requestAnimationFrame(step);
      else goal.current = null;
    };
    frame = requestAnimationFrame(step);
    journeyEnd.current = () => {
      cancelAnimationFrame(frame);
      goal.current = null;
    };
  }

  const middle = { x: size.width / 2, y: size.height / 2 };
  return {
    camera,
    zoom: (factor) => travel(zoomedAt(goal.current ?? camera, factor, middle, layout, size)),
    reset: () => travel(whole),
    show(index, close = false) {
      const from = goal.current ?? camera;
      const factor = close ? Math.max(36 / (layout.height * from.zoom), 1) : 1;
      travel(showing(index, zoomedAt(from, factor, middle, layout, size), layout, size));
    },
    moved: () => moved.current,
    handlers: {
      onPointerDown({ pointerId, clientX, clientY, button }) {
        if (button !== 0) return;
        journeyEnd.current();
        if (pointers.current.size === 0) moved.current = false;
        pointers.current.set(pointerId, { x: clientX, y: clientY });
      },
      onPointerMove(event) {
        const before = pointers.current.get(event.pointerId);
        if (before === undefined) return;
        const now = { x: event.clientX, y: event.clientY };
        const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
        if (others.length === 0 && !moved.current && distance(before, now) < tremor) return;
        moved.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, now);
        const { left, top } = event.currentTarget.getBoundingClientRect();
        change((from) => {
          const [other] = others;
          if (other === undefined) {
            const [x, y] = [from.x - now.x + before.x, from.y - now.y + before.y];
            return clamped({ ...from, x, y }, layout, size);
          }
          const at = { x: (now.x + other.x) / 2 - left, y: (now.y + other.y) / 2 - top };
          return zoomedAt(from, distance(now, other) / Math.max(distance(before, other), 1), at, layout, size);
        });
      },
      onPointerUp: ({ pointerId }) => void pointers.current.delete(pointerId),
      onPointerCancel: ({ pointerId }) => void pointers.current.delete(pointerId),
    },
  };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
