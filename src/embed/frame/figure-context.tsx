/** Gives components access to the figure. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Figure } from './figure.ts';

const FigureContext = createContext<Figure | null>(null);
export const FigureProvider = FigureContext;

/** @throws Error outside a {@link FigureProvider}. */
export function useFigure(): Figure {
  const figure = useContext(FigureContext);
  if (figure === null) throw new Error('useFigure needs a FigureProvider above it');
  return figure;
}

/** Returns a part of the figure, and renders again when it changes. */
export function useFigurePart<T>(part: (figure: Figure) => T): T {
  const figure = useFigure();
  return useSyncExternalStore(figure.subscribe, () => part(figure));
}
