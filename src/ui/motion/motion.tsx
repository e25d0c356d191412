/**
 * The one motion language of the stage. Motion explains a change between two states; it never gates the engine and
 * never holds it up. With motion off, or reduced by the system, the same elements are at rest at once.
 */
import { LazyMotion, MotionConfig, useReducedMotion, type Variants } from 'framer-motion';
import { type ReactNode, useEffect } from 'react';
import { useLab } from '../kit/lab.tsx';

const features = () => import('./features.ts').then((loaded) => loaded.default);

/** Seconds at speed 1; at higher speeds things move as much faster, at lower ones no slower than is pleasant. */
const duration = 0.42;
const pace = (speed: number) => Math.min(Math.max(speed, 0.5), 8);

interface MotionProviderProps {
  /** False: nothing moves, whatever the system says. */
  readonly enabled: boolean;
  readonly children: ReactNode;
}

export function MotionProvider({ enabled, children }: MotionProviderProps) {
  const speed = useLab((state) => state.speed);
  const reduced = useReducedMotion() ?? false;
  useEffect(() => {
    // For the transitions that CSS makes: kit/tokens.css.
    document.documentElement.dataset.motion = enabled ? 'on' : 'off';
  }, [enabled]);
  return (
    <LazyMotion features={features} strict>
      <MotionConfig
        skipAnimations={!enabled || reduced}
        transition={{ duration: duration / pace(speed), ease: [0.2, 0.7, 0.2, 1] }}
      >
        {children}
      </MotionConfig>
    </LazyMotion>
  );
}

/** A Pod comes from above, where the controller is; it shrinks back while it terminates, and drops out of its slot. */
export const podMotion: Variants = {
  born: { opacity: 0, transform: 'translateY(-28px) scale(0.9)' },
  present: { opacity: 1, transform: 'translateY(0px) scale(1)' },
  terminating: { opacity: 0.7, transform: 'translateY(4px) scale(0.96)' },
  gone: { opacity: 0, transform: 'translateY(30px) scale(0.84)' },
};

/** A claim rises from below, where storage is, and goes back there. */
export const claimMotion: Variants = {
  born: { opacity: 0, transform: 'translateY(18px)' },
  present: { opacity: 1, transform: 'translateY(0px)' },
  gone: { opacity: 0, transform: 'translateY(18px)' },
};

/** A slot appears in its place. */
export const slotMotion: Variants = {
  born: { opacity: 0 },
  present: { opacity: 1 },
  gone: { opacity: 0 },
};

/** A mark that has just changed swells for a moment. */
export const markMotion: Variants = {
  born: { transform: 'scale(2.1)' },
  present: { transform: 'scale(1)' },
};
