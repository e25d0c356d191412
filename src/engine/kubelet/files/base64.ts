/** Text out of base64, as Secrets keep it. The pure floors have no TextDecoder. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function decodeBase64(text: string): string {
  const bits = [...text.replace(/[^A-Za-z0-9+/]/g, '')].map((c) => alphabet.indexOf(c));
  const bytes: number[] = [];
  bits.forEach((six, i) => {
    if (i % 4 > 0) bytes.push(((bits[i - 1]! << (2 * (i % 4))) | (six >> (6 - 2 * (i % 4)))) & 255);
  });
  try {
    return decodeURIComponent(bytes.map((b) => `%${b.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    // No UTF-8: a character for each byte.
    return String.fromCharCode(...bytes);
  }
}
