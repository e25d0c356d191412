/** Tells parts of the stage whether there is more of the page than the stage: what would lead there is left out else. */
import { createContext, useContext } from 'react';

const WholePageContext = createContext(true);
export const WholePageProvider = WholePageContext;

/** Returns false in a figure: it has no inspector, no editor, and no pages of rules. */
export const useWholePage = (): boolean => useContext(WholePageContext);
