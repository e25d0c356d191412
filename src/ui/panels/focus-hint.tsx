import { useEffect, useState } from 'react';
import './focus-hint.css';

interface Hint {
  readonly text: string;
  /** CSS px of the viewport; below its element, or above it if there is no room. */
  readonly place: { readonly left: number; readonly top: number } | { readonly left: number; readonly bottom: number };
}

/** CSS px between an element and its hint, and the hint's largest size. */
const [gap, width, height] = [6, 328, 72];

/** Returns the hint of an element, unless it equals the element's text. */
function hintOf(target: EventTarget | null): Hint | null {
  if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return null;
  const text = target.title.trim();
  if (text === '' || text === target.textContent.trim()) return null;
  const { left, top, bottom } = target.getBoundingClientRect();
  const side = Math.max(Math.min(left, innerWidth - width), gap);
  const below = bottom + gap + height <= innerHeight;
  return { text, place: below ? { left: side, top: bottom + gap } : { left: side, bottom: innerHeight - top + gap } };
}

/**
 * Shows the `title` of the focused element to keyboard users, as hovering shows it to others. Assistive technology
 * reads the title itself. Escape hides it.
 */
export function FocusHint() {
  const [hint, setHint] = useState<Hint | null>(null);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => setHint(hintOf(target));
    const onBlur = () => setHint(null);
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setHint(null);
    };
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', onBlur, { capture: true, passive: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', onBlur, { capture: true });
    };
  }, []);
  if (hint === null) return null;
  return (
    <p className="focus-hint" aria-hidden="true" style={hint.place}>
      {hint.text}
    </p>
  );
}
