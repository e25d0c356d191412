/**
 * Motion on the stage. Motion explains a change between two states and never delays the engine. Until the library is
 * loaded, with motion off, or reduced by the system, elements are in their final place at once.
 */
import {
  type ComponentPropsWithoutRef,
  createContext,
  type ElementType,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react';
import { showLoading } from '../kit/browser/loading.ts';
import { useLab } from '../kit/lab.tsx';
import { useMedia } from '../kit/browser/use-media.ts';
import type * as Kit from './kit.tsx';
import type { Movement } from './movements.ts';

type MotionKit = typeof Kit;

const KitContext = createContext<MotionKit | null>(null);

/** Seconds at speed 1; at higher speeds things move faster in proportion, at lower ones only a little slower. */
const duration = 0.42;
const pace = (speed: number) => Math.min(Math.max(speed, 0.5), 8);

interface MotionProviderProps {
  /** False if nothing should move, whatever the system's setting. */
  readonly enabled: boolean;
  readonly children: ReactNode;
}

export function MotionProvider({ enabled, children }: MotionProviderProps) {
  const moves = !useMedia('(prefers-reduced-motion: reduce)') && enabled;
  const kit = useKitWhenUsed(moves);
  const speed = useLab((state) => state.speed);
  useLayoutEffect(() => {
    // For motion in CSS (kit/base.css, kit/tokens.css), before the first paint.
    document.documentElement.dataset.motion = moves ? 'on' : 'off';
    document.documentElement.style.setProperty('--pace', String(pace(speed)));
  }, [moves, speed]);
  // The elements stay the same when the library is loaded: wrapping the page in the library's own component would
  // recreate all of it, and the editor would lose its focus and its history.
  return <KitContext value={moves ? kit : null}>{children}</KitContext>;
}

/**
 * Wraps moving elements. Its children are recreated once, in place, when the library is loaded: wrap as little as
 * possible.
 */
export function MotionScope({ children }: { children: ReactNode }) {
  const kit = useContext(KitContext);
  const speed = useLab((state) => state.speed);
  if (kit === null) return <>{children}</>;
  return <kit.MotionSettings duration={duration / pace(speed)}>{children}</kit.MotionSettings>;
}

/** Loads the library at the first input, or when time runs. */
function useKitWhenUsed(wanted: boolean): MotionKit | null {
  const running = useLab((state) => state.running);
  const [kit, setKit] = useState<MotionKit | null>(null);
  useEffect(() => {
    if (!wanted || kit !== null) return;
    let asked = false;
    const load = () => {
      if (asked) return;
      asked = true;
      // Without it the lab works, without motion.
      showLoading(import('./kit.tsx')).then(
        (loaded) => loaded.keepPlace(() => setKit(loaded)),
        () => {},
      );
    };
    if (running) load();
    const signs = ['pointermove', 'pointerdown', 'keydown'] as const;
    signs.forEach((sign) => document.addEventListener(sign, load, { once: true, passive: true }));
    return () => signs.forEach((sign) => document.removeEventListener(sign, load));
  }, [wanted, running, kit]);
  return kit;
}

/** Children with keys: a removed child stays until it has played its exit. */
export function Presence({ children }: { children: ReactNode }) {
  const kit = useContext(KitContext);
  if (kit === null) return <>{children}</>;
  // Each child keeps its wrapper: otherwise every change of one would render all of them.
  return (
    <kit.AnimatePresence initial={false} presenceAffectsLayout={false}>
      {children}
    </kit.AnimatePresence>
  );
}

/** Renders a child of {@link Presence}; `present` is false while it only plays its exit. */
export function WithPresence({ children }: { children: (present: boolean) => ReactNode }) {
  const kit = useContext(KitContext);
  return kit === null ? <>{children(true)}</> : <kit.WithPresence>{children}</kit.WithPresence>;
}

type MovingProps<Tag extends 'article' | 'div' | 'li' | 'span'> = ComponentPropsWithoutRef<Tag> & {
  readonly as: Tag;
  readonly movement: Movement;
  /** The state in which it begins; `born` by default. Null for its final state. */
  readonly begin?: string | null;
  /** Its current state; `present` by default. */
  readonly state?: string;
};

/** An element that appears, changes and leaves with a movement. */
export function Moving<Tag extends 'article' | 'div' | 'li' | 'span'>(props: MovingProps<Tag>) {
  const { as, movement, begin = 'born', state = 'present', ...rest } = props;
  const kit = useContext(KitContext);
  const Element: ElementType = kit === null ? as : kit.m[as];
  const motion = kit === null ? {} : { variants: movement, initial: begin ?? false, animate: state, exit: 'gone' };
  return <Element {...rest} {...motion} />;
}

/** Attributes that hide a leaving element from assistive technology, keyboard and pointer. */
export const leaving = { 'aria-hidden': true, inert: true } as const;
