/** Access of the page's parts to its address, its storage, and its reload. */
import { createContext, useContext } from 'react';
import type { Session } from '../../share/session.ts';

export interface Site {
  /** Returns an address that opens a session; `fragment` is the session as a link. */
  linkTo(fragment: string): string;
  /** Saves the session, then reloads the page. */
  reload(): void;
  /** Sets the session aside, then reloads the page as an empty lab. */
  startFresh(): void;
  /** Opens the session that was set aside. */
  openAgain(): void;
  /**
   * Opens a session in place of this one, which is kept separately.
   * @param beginning The session that the lab can go back to from then on.
   * @returns A promise that is rejected if it cannot be replayed; then nothing has changed.
   */
  openApart(session: Session, beginning?: Session): Promise<void>;
  /** Hands the browser a file with the session that was set aside, or else with the kept one. */
  download(): void;
}

const SiteContext = createContext<Site | null>(null);
export const SiteProvider = SiteContext;

/** @throws Error outside of a {@link SiteProvider}. */
export function useSite(): Site {
  const site = useContext(SiteContext);
  if (site === null) throw new Error('useSite needs a SiteProvider above it');
  return site;
}
