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

/** ASCII text in the base64 of URLs, without padding, as tokens have it. */
export function encodeBase64Url(text: string): string {
  let encoded = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((k) => text.charCodeAt(i + k) || 0);
    const bits = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63]!).join('');
    encoded += digits.slice(0, Math.min(text.length - i, 3) + 1);
  }
  return encoded.replaceAll('+', '-').replaceAll('/', '_');
}
