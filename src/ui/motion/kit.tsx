/** framer-motion, as far as the stage uses it. Loaded when the lab is first used: nothing moves before. */
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

/** The same element each time: when LazyMotion is rendered again, so is all that moves below it. */
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

/** Tells what is drawn whether it is still there, or only plays its way out. */
export function WithPresence({ children }: { children: (present: boolean) => ReactNode }) {
  return children(useIsPresent());
}

/**
 * Makes a change that creates elements again in place, and gives the focus to the one that stands where the focused one
 * stood, before the next key.
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
