/**
 * The one motion language of the stage. Motion explains a change between two states; it never gates the engine and
 * never holds it up. Until the library is there, with motion off, or reduced by the system, the same elements stand
 * where they belong at once.
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

/** Seconds at speed 1; at higher speeds things move as much faster, at lower ones no slower than is pleasant. */
const duration = 0.42;
const pace = (speed: number) => Math.min(Math.max(speed, 0.5), 8);

interface MotionProviderProps {
  /** False: nothing moves, whatever the system says. */
  readonly enabled: boolean;
  readonly children: ReactNode;
}

export function MotionProvider({ enabled, children }: MotionProviderProps) {
  const moves = !useMedia('(prefers-reduced-motion: reduce)') && enabled;
  const kit = useKitWhenUsed(moves);
  const speed = useLab((state) => state.speed);
  useLayoutEffect(() => {
    // For what CSS moves (kit/base.css, kit/tokens.css), and before the first paint.
    document.documentElement.dataset.motion = moves ? 'on' : 'off';
    document.documentElement.style.setProperty('--pace', String(pace(speed)));
  }, [moves, speed]);
  // The same elements before and after: were the library's own put around the page, all of it would be created again when
  // the library comes, and the editor would lose its focus and its history.
  return <KitContext value={moves ? kit : null}>{children}</KitContext>;
}

/**
 * Wraps moving elements. When the library has loaded, its children are created again once, in place: so wrap no more
 * than needed.
 */
export function MotionScope({ children }: { children: ReactNode }) {
  const kit = useContext(KitContext);
  const speed = useLab((state) => state.speed);
  if (kit === null) return <>{children}</>;
  return <kit.MotionSettings duration={duration / pace(speed)}>{children}</kit.MotionSettings>;
}

/** Loads the library at the first sign that somebody is there, or that time runs. */
function useKitWhenUsed(wanted: boolean): MotionKit | null {
  const running = useLab((state) => state.running);
  const [kit, setKit] = useState<MotionKit | null>(null);
  useEffect(() => {
    if (!wanted || kit !== null) return;
    let asked = false;
    const load = () => {
      if (asked) return;
      asked = true;
      // Without it the lab works as well: everything jumps.
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

/** Children with a key that comes and goes: those that go stay until they have played their way out. */
export function Presence({ children }: { children: ReactNode }) {
  const kit = useContext(KitContext);
  if (kit === null) return <>{children}</>;
  // Each has its place, whoever comes or goes: otherwise all of them would be rendered with every change of one.
  return (
    <kit.AnimatePresence initial={false} presenceAffectsLayout={false}>
      {children}
    </kit.AnimatePresence>
  );
}

/** Draws a child of {@link Presence}; `present` is false while it only plays its way out. */
export function WithPresence({ children }: { children: (present: boolean) => ReactNode }) {
  const kit = useContext(KitContext);
  return kit === null ? <>{children(true)}</> : <kit.WithPresence>{children}</kit.WithPresence>;
}

type MovingProps<Tag extends 'article' | 'div' | 'li' | 'span'> = ComponentPropsWithoutRef<Tag> & {
  readonly as: Tag;
  readonly movement: Movement;
  /** Where in its movement it begins; `born`, unless said otherwise. Null: where it is to be. */
  readonly begin?: string | null;
  /** Where in its movement it is to be; `present`, unless said otherwise. */
  readonly state?: string;
};

/** An element that is born, changes and goes as its movement says. */
export function Moving<Tag extends 'article' | 'div' | 'li' | 'span'>(props: MovingProps<Tag>) {
  const { as, movement, begin = 'born', state = 'present', ...rest } = props;
  const kit = useContext(KitContext);
  const Element: ElementType = kit === null ? as : kit.m[as];
  const motion = kit === null ? {} : { variants: movement, initial: begin ?? false, animate: state, exit: 'gone' };
  return <Element {...rest} {...motion} />;
}

/** Attributes that hide a leaving element from assistive technology, keyboard and pointer. */
export const leaving = { 'aria-hidden': true, inert: true } as const;
