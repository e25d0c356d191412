/** The lab for components: `useLab(selector)` reads a part of its state, `useAct()` performs actions on it. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { ActionId } from '../../store/actions/table.ts';
import type { Act, Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import { type Prominent, prominentOf } from '../../store/state/introduction.ts';
import { missing } from '../../store/perform.ts';
import { isUnfolded } from '../../store/state/unfolded.ts';
import type { PagePart } from '../../share/saved-fields.ts';

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

/** Returns a part of the state. Renders again only when that part changes: select little, and no new objects. */
export function useLab<T>(selector: (state: LabState) => T): T {
  return useStore(useLabInstance().store, selector);
}

/** Returns the function that performs actions: `const act = useAct(); act('scale', { replicas: 5 });` */
export function useAct(): Act {
  return useLabInstance().act;
}

/** Returns whether an action can be performed now. */
export function useCan(id: ActionId): boolean {
  return useLab((state) => missing(id, state) === null);
}

/** Returns false for an action that the cluster of this page can never perform: it is not offered. */
export function useOffered(id: ActionId): boolean {
  return useLab((state) => missing(id, state) !== 'simulation');
}

/** Returns the class of a button, which is prominent while it is the next one to press. */
export function useButtonClass(what: Prominent): string {
  return useLab((state) => (prominentOf(state) === what ? 'button primary' : 'button'));
}

/** Returns true once a part of the page that starts folded is shown. */
export function useUnfolded(part: PagePart): boolean {
  return useLab((state) => isUnfolded(state, part));
}
