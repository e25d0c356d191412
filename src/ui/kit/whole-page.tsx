/**
 * Tells parts of the stage whether the page has more than the stage. In a figure, buttons that lead to other parts are
 * left out.
 */
import { createContext, useContext } from 'react';

const WholePageContext = createContext(true);
export const WholePageProvider = WholePageContext;

/** Returns false in a figure, which has no inspector, no editor, and no pages of rules. */
export const useWholePage = (): boolean => useContext(WholePageContext);
