/** Access of the page's parts to its address, its storage, and its reload. */
import { createContext, useContext } from 'react';
import type { Session } from '../../share/session.ts';

export interface Site {
  /** Returns an address that opens a session; `fragment` is the session as a link. */
  linkTo(fragment: string): string;
  /** Loads the page again; what was done is kept before. */
  reload(): void;
  /** Loads the page again as an empty lab. What was there is set aside. */
  startFresh(): void;
  /** Opens again what was set aside. */
  openAgain(): void;
  /**
   * Puts a session in the place of this one, which stays kept as a session of its own.
   * @returns A promise that is rejected when it cannot be replayed; then nothing has changed.
   */
  openApart(session: Session): Promise<void>;
  /** Hands the browser a file with what was set aside, or else with what is kept. */
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
