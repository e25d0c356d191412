/**
 * Opens the kept session of this tab, or the link in the address. Loaded on demand, together with the encoder and the
 * reader of links.
 */
import { decodeSession, encodeWithin, maxLink } from '../share/link.ts';
import { readSession } from '../share/read-session.ts';
import type { Session } from '../share/session.ts';
import type { Lab } from '../store/lab.ts';
import { type Address, isLink } from './address.ts';
import { hasSession, type Kept } from './kept/session-store.ts';
import type { TabSession } from './kept/tab-session.ts';

/** Encodes a session as a link that {@link open} reads; null if it would be too long. */
export function encodeKept(session: Session): string | null {
  return encodeWithin(session, maxLink);
}

/** Returns false if there was nothing to open, or it could not be opened; the page then shows the reason. */
export async function open(lab: Lab, address: Address, tab: TabSession | null): Promise<boolean> {
  return (tab !== null && hasSession(tab.found) && (await openKept(lab, tab))) || openLink(lab, address);
}

/** Returns a session as a file of the lab, if it can be read; otherwise as it was kept. */
export function fileOf(kept: Partial<Kept>): string {
  let content: unknown = kept;
  try {
    content = kept.link === undefined ? readSession(kept.session) : decodeSession(kept.link);
  } catch {
    // The version that wrote the link may still be able to read it.
  }
  return JSON.stringify(content, null, 1);
}

async function openKept(lab: Lab, tab: TabSession): Promise<boolean> {
  const { appliedText, commands } = lab.store.getState();
  if (appliedText !== null || commands.length > 0) {
    // The user did not wait: both their work and the kept session stay.
    tab.leave();
    lab.act('showBanner', { banner: 'KeptElsewhere' });
    return false;
  }
  try {
    const { link, session: data } = tab.found ?? {};
    const kept = link === undefined ? readSession(data) : decodeSession(link);
    tab.opening();
    if ((await lab.act('openSession', { session: kept, beginning: beginningOf(tab.asked) })) === 'restored')
      return true;
    // The user has stopped it: it stays kept, and an empty lab is opened.
    tab.setAside();
    return false;
  } catch {
    tab.setAside();
    lab.act('showBanner', { banner: 'SetAside' });
    return false;
  }
}

/** Returns the session of the link that a kept session began with. */
function beginningOf(asked: string): Session | null {
  if (!isLink(asked)) return null;
  try {
    return decodeSession(asked);
  } catch {
    return null;
  }
}

async function openLink(lab: Lab, address: Address): Promise<boolean> {
  const { link } = address;
  if (link === null || lab.store.getState().appliedText !== null) return false;
  try {
    const session = decodeSession(link);
    if ((await lab.act('openSession', { session, beginning: session })) === 'cancelled') return false;
    return true;
  } catch (error) {
    const code = error instanceof Error ? error.message : '';
    const banners = { NewerVersion: 'LinkNewer', TooLarge: 'LinkTooLarge', TooMuchWork: 'LinkTooLarge' } as const;
    lab.act('showBanner', { banner: banners[code as keyof typeof banners] ?? 'LinkUnreadable' });
    return false;
  }
}
