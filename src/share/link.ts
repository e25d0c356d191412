/** Sessions as text that fits into an address: deflated, in the alphabet of base64url, behind the format's version. */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { dictionary } from './dictionary.ts';
import { parseSession, type Session, SessionError, sessionVersion } from './session.ts';

/** Longest text that is read as a link, in characters; and what it may unfold to, in bytes. */
export const maxLink = 512 * 1024;
const maxBytes = 8 * 1024 * 1024;

/** A session as the fragment of an address, without `#`. */
export function encodeSession(session: Session): string {
  const bytes = deflateSync(strToU8(JSON.stringify(session)), { level: 9, dictionary: strToU8(dictionary) });
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `v${session.version}.${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/**
 * @param fragment Of an address, with or without `#`.
 * @throws SessionError
 */
export function decodeSession(fragment: string): Session {
  const link = fragment.replace(/^#/, '');
  const version = /^v(\d+)\./.exec(link);
  if (version === null) throw new SessionError('Unreadable');
  if (Number(version[1]) > sessionVersion) throw new SessionError('NewerVersion');
  if (link.length > maxLink) throw new SessionError('TooLarge');
  return parseSession(unfold(link.slice(version[0].length)));
}

function unfold(body: string): string {
  let bytes: Uint8Array;
  try {
    const binary = atob(body.replaceAll('-', '+').replaceAll('_', '/'));
    bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    throw new SessionError('Unreadable');
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate({ dictionary: strToU8(dictionary) }, (part) => {
    size += part.length;
    if (size > maxBytes) throw new SessionError('TooLarge');
    parts.push(part);
  });
  try {
    // In small pieces, so that a bomb is noticed before it has gone off.
    for (let at = 0; at < bytes.length; at += 1024) {
      inflate.push(bytes.subarray(at, at + 1024), at + 1024 >= bytes.length);
    }
    const whole = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return strFromU8(whole);
  } catch (error) {
    throw error instanceof SessionError ? error : new SessionError('Unreadable');
  }
}
