/** Converts text to bytes and back. The pure layers have no TextEncoder. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** UTF-8 in base64, as in Secrets. */
export function toBase64(text: string): string {
  const bytes = utf8(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const four = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63]!);
    encoded += four
      .slice(0, 2 + (b === undefined ? 0 : 1) + (c === undefined ? 0 : 1))
      .join('')
      .padEnd(4, '=');
  }
  return encoded;
}

/**
 * Decodes base64 to UTF-8 text; invalid bytes become U+FFFD.
 * @throws Base64Error with the offset of the first character that is not base64.
 */
export function fromBase64(encoded: string): string {
  const letters = encoded.replace(/[=\s]+$/, '');
  const bytes: number[] = [];
  let [bits, count] = [0, 0];
  for (const [i, letter] of [...letters].entries()) {
    const at = alphabet.indexOf(letter);
    if (at < 0) throw new Base64Error(i);
    [bits, count] = [((bits << 6) | at) & 0xffff, count + 6];
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return String.fromCharCode(...bytes.map((byte) => (byte < 0x80 ? byte : 0xfffd)));
  }
}

export class Base64Error extends Error {
  constructor(at: number) {
    super(`illegal base64 data at input byte ${at}`);
  }
}

export function utf8(text: string): readonly number[] {
  return [...text].flatMap((char) => {
    const code = char.codePointAt(0)!;
    if (code < 0x80) return [code];
    const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x800) return [0xc0 | (code >> 6), tail(0)];
    if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)];
    return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)];
  });
}
