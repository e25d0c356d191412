/** Encodes sessions as text for an address: deflated, in the alphabet of base64url, after the version of the format. */
import { Deflate, Inflate, strFromU8, strToU8 } from 'fflate';
import { dictionary } from './dictionary.ts';
import { parseSession, SessionError } from './read-session.ts';
import { type Session, sessionVersion } from './session.ts';

/** Longest text that is read as a link, in characters, and the largest size that it may decompress to, in bytes. */
export const maxLink = 512 * 1024;
const maxBytes = 8 * 1024 * 1024;

/** Number of bytes that are compressed at a time. */
const pieceSize = 64 * 1024;
/**
 * Levels of compression. For a large session, the high one takes twenty times as long as the low one, and the result is
 * no smaller.
 */
const levels = { small: 9, large: 3 } as const;

/** A session as the fragment of an address, without `#`. */
export function encodeSession(session: Session): string {
  return encodeWithin(session, Infinity)!;
}

/** Returns a session as such a fragment, or null once it is clear that it becomes longer than `max` characters. */
export function encodeWithin(session: Session, max: number): string | null {
  const prefix = `v${session.version}.`;
  const bytes = strToU8(JSON.stringify(session));
  // Four characters hold three bytes.
  const deflated = deflateWithin(bytes, Math.floor(((max - prefix.length) * 3) / 4));
  if (deflated === null) return null;
  let binary = '';
  for (const byte of deflated) binary += String.fromCharCode(byte);
  return `${prefix}${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/**
 * Compresses bytes in pieces, and stops if the result is longer than `max`: data that does not compress takes longest.
 * @param onPiece Called before each piece.
 */
export function deflateWithin(bytes: Uint8Array, max: number, onPiece?: () => void): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let size = 0;
  const deflate = new Deflate(
    { level: bytes.length > pieceSize ? levels.large : levels.small, dictionary: strToU8(dictionary) },
    (part) => {
      size += part.length;
      parts.push(part);
    },
  );
  for (let at = 0; at < bytes.length && size <= max; at += pieceSize) {
    onPiece?.();
    deflate.push(bytes.subarray(at, at + pieceSize), at + pieceSize >= bytes.length);
  }
  return size > max ? null : joined(parts, size);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @param fragment Of an address, with or without `#`. Text after an `&` is not part of the session.
 * @throws SessionError
 */
export function decodeSession(fragment: string): Session {
  const link = fragment.replace(/^#|&.*/gs, '');
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
    // In small pieces, so that a decompression bomb is stopped early.
    for (let at = 0; at < bytes.length; at += 1024) {
      inflate.push(bytes.subarray(at, at + 1024), at + 1024 >= bytes.length);
    }
    return strFromU8(joined(parts, size));
  } catch (error) {
    throw error instanceof SessionError ? error : new SessionError('Unreadable');
  }
}
