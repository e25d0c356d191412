/** framer-motion, as far as the stage uses it. Loaded when the lab is first used: nothing moves before. */
import { AnimatePresence, domAnimation, LazyMotion, m, MotionConfig, useIsPresent } from 'framer-motion';
import type { ReactNode } from 'react';

export { AnimatePresence, m };

interface MotionSettingsProps {
  /** Seconds that a movement takes. */
  readonly duration: number;
  readonly children: ReactNode;
}

export function MotionSettings({ duration, children }: MotionSettingsProps) {
  return (
    <LazyMotion features={domAnimation} strict>
      <MotionConfig transition={{ duration, ease: [0.2, 0.7, 0.2, 1] }}>{children}</MotionConfig>
    </LazyMotion>
  );
}

/** Tells what is drawn whether it is still there, or only plays its way out. */
export function WithPresence({ children }: { children: (present: boolean) => ReactNode }) {
  return children(useIsPresent());
}
