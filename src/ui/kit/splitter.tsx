import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import './splitter.css';

interface SplitterProps {
  readonly label: string;
  /** The side of the bar on which the resized part lies. */
  readonly sizes: 'left' | 'right' | 'above' | 'below';
  /** Size of the part, in percent of the element around the bar. */
  readonly value: number;
  readonly limits: readonly [least: number, most: number];
  readonly onSize: (percent: number) => void;
  /** Called to restore the default size. */
  readonly onReset: () => void;
  /** Called by Enter, to fold or unfold the part. */
  readonly onToggle?: () => void;
  /** Called when it is released. */
  readonly onEnd?: () => void;
  readonly className?: string;
}

/**
 * A bar between two parts of the page that resizes them: by dragging, the arrow keys, Home and End. A double click
 * restores the default.
 */
export function Splitter(props: SplitterProps) {
  const { label, sizes, value, limits, onSize, onReset, onToggle, onEnd, className = '' } = props;
  const [least, most] = limits;
  const upright = sizes === 'left' || sizes === 'right';
  /** Distance from the pointer to the edge of the bar (px). */
  const hold = useRef(0);

  function onPointerDown({ currentTarget, pointerId, clientX, clientY }: PointerEvent<HTMLElement>): void {
    const bar = currentTarget.getBoundingClientRect();
    hold.current = {
      left: clientX - bar.left,
      right: clientX - bar.right,
      above: clientY - bar.top,
      below: clientY - bar.bottom,
    }[sizes];
    currentTarget.setPointerCapture(pointerId);
  }

  function onPointerMove({ currentTarget, clientX, clientY, buttons }: PointerEvent<HTMLElement>): void {
    if (buttons === 0) return;
    const { left, top, right, bottom, width, height } = currentTarget.parentElement!.getBoundingClientRect();
    const [x, y] = [clientX - hold.current, clientY - hold.current];
    const part = { left: x - left, right: right - x, above: y - top, below: bottom - y }[sizes];
    onSize((part / (upright ? width : height)) * 100);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const grow = { left: 'ArrowRight', right: 'ArrowLeft', above: 'ArrowDown', below: 'ArrowUp' }[sizes];
    const shrink = { left: 'ArrowLeft', right: 'ArrowRight', above: 'ArrowUp', below: 'ArrowDown' }[sizes];
    const to = { [grow]: value + 4, [shrink]: value - 4, Home: least, End: most }[event.key];
    if (to !== undefined) onSize(to);
    else if (event.key === 'Enter' && onToggle !== undefined) onToggle();
    else return;
    event.preventDefault();
  }

  return (
    <div
      className={`splitter ${className}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onEnd}
      onPointerCancel={onEnd}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
    />
  );
}
