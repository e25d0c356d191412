/** Decides which parts of the page are shown: those that were needed once. A first visitor begins with few. */
import { foldedAtFirst, type PagePart } from '../../share/saved-fields.ts';
import type { LabState } from './lab-state.ts';

/** Returns true if something was done, so that there is a history to navigate. */
const begun = ({ canUndo, canRedo, canGoOn, past, readOnly }: LabState): boolean =>
  canUndo || canRedo || canGoOn || past || readOnly;

const needed: Readonly<Record<PagePart, (state: LabState) => boolean>> = {
  time: begun,
  views: (state) => begun(state) || state.stageView !== 'slots',
  log: begun,
  // After the first Apply there is nothing to compare yet.
  compare: ({ runs, commands }) => runs.length > 1 || commands.length > 1,
  terminal: () => false,
};

/** Reports if a part is shown. A lesson unfolds what it needs by itself. */
export const isUnfolded = (state: LabState, part: PagePart): boolean =>
  state.unfolded.includes(part) || (state.lesson === null && needed[part](state));

/** Returns all parts that are shown. */
export const unfoldedParts = (state: LabState): readonly PagePart[] =>
  foldedAtFirst.filter((part) => isUnfolded(state, part));

/** Reads the names of parts that the browser has kept. A first visitor has none. */
export function readUnfolded(kept: string | null): readonly PagePart[] {
  const names = kept?.split(' ') ?? [];
  return foldedAtFirst.filter((part) => names.includes(part));
}
