/** The lab for components: `useLab(selector)` reads a part of its state, `useAct()` performs actions on it. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/lab-state.ts';

const LabContext = createContext<Lab | null>(null);

export function LabProvider({ lab, children }: { lab: Lab; children: ReactNode }) {
  return <LabContext value={lab}>{children}</LabContext>;
}

/** @throws Error outside of a {@link LabProvider}. */
export function useLabInstance(): Lab {
  const lab = useContext(LabContext);
  if (lab === null) throw new Error('useLab needs a LabProvider above it');
  return lab;
}

/** Renders again only when what `selector` picks changes: pick narrowly, and nothing newly made. */
export function useLab<T>(selector: (state: LabState) => T): T {
  return useStore(useLabInstance().store, selector);
}

/** `const act = useAct(); act(scale, 5);` */
export function useAct(): Lab['act'] {
  return useLabInstance().act;
}
