/** Decodes base64 text of Secrets. The pure layers have no TextDecoder. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const [alphabet, urlAlphabet] = [`${digits}+/`, `${digits}-_`];

export function decodeBase64(text: string): string {
  const bits = [...text.replace(/[^A-Za-z0-9+/]/g, '')].map((c) => alphabet.indexOf(c));
  const bytes: number[] = [];
  bits.forEach((six, i) => {
    if (i % 4 > 0) bytes.push(((bits[i - 1]! << (2 * (i % 4))) | (six >> (6 - 2 * (i % 4)))) & 255);
  });
  try {
    return decodeURIComponent(bytes.map((b) => `%${b.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    // Not UTF-8: one character for each byte.
    return String.fromCharCode(...bytes);
  }
}

/** Encodes ASCII text in base64url without padding, as in tokens. */
export function encodeBase64Url(text: string): string {
  const at = (i: number): number => (i < text.length ? text.charCodeAt(i) : 0);
  let encoded = '';
  for (let i = 0; i < text.length; i += 3) {
    const bits = (at(i) << 16) | (at(i + 1) << 8) | at(i + 2);
    for (let digit = 0; digit <= Math.min(text.length - i, 3); digit++) {
      encoded += urlAlphabet.charAt((bits >> (18 - 6 * digit)) & 63);
    }
  }
  return encoded;
}
