/** The part of framer-motion that the stage uses. Loaded when the lab is first used; nothing moves before. */
import { AnimatePresence, domMin, LazyMotion, m, MotionConfig, useIsPresent } from 'framer-motion';
import { createContext, type ReactNode, useContext } from 'react';
import { flushSync } from 'react-dom';

export { AnimatePresence, m };

interface MotionSettingsProps {
  /** Seconds that a movement takes. */
  readonly duration: number;
  readonly children: ReactNode;
}

const MovingContext = createContext<ReactNode>(null);
const Moving = () => useContext(MovingContext);

/** Always the same element: rendering LazyMotion again would render all moving elements again. */
const features = (
  <LazyMotion features={domMin} strict>
    <Moving />
  </LazyMotion>
);

export function MotionSettings({ duration, children }: MotionSettingsProps) {
  return (
    <MotionConfig transition={{ duration, ease: [0.2, 0.7, 0.2, 1] }}>
      <MovingContext value={children}>{features}</MovingContext>
    </MotionConfig>
  );
}

/** Passes on whether the child is present, or only plays its exit. */
export function WithPresence({ children }: { children: (present: boolean) => ReactNode }) {
  return children(useIsPresent());
}

/**
 * Makes a change that recreates elements in place, and focuses the new element in the place of the focused one, before
 * the next key.
 */
export function keepPlace(change: () => void): void {
  const { activeElement } = document;
  const path: number[] = [];
  for (let at = activeElement; at?.parentElement; at = at.parentElement)
    path.unshift([...at.parentElement.children].indexOf(at));
  flushSync(change);
  if (activeElement === null || activeElement.isConnected) return;
  let found: Element | undefined = document.documentElement;
  for (const index of path) found = found?.children[index];
  (found as HTMLElement | undefined)?.focus({ preventScroll: true });
}
