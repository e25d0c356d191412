/** JSON as Go writes it, hashes over it, and hashes as they stand in names. */
// Models encoding/json, hash/fnv and apimachinery/pkg/util/rand SafeEncodeString

const escapes: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
  // Go writes these two as numbers where JSON.stringify has a letter.
  '\\b': '\\u0008',
  '\\f': '\\u000c',
};

/** A string as Go's encoding/json writes it. */
function goString(text: string): string {
  return JSON.stringify(text).replace(/\\\\|\\[bf]|[<>&\u2028\u2029]/g, (c) => escapes[c] ?? c);
}

/** Compact JSON with the keys of every object sorted, as Go's encoding/json writes a map. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return goString(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>;
    const fields = Object.keys(object)
      .filter((key) => object[key] !== undefined)
      .sort()
      .map((key) => `${goString(key)}:${canonicalJson(object[key])}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** UTF-8 bytes; the pure floors have no TextEncoder. */
export function* utf8(text: string): Generator<number> {
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) yield code;
    else if (code < 0x800) yield* [0xc0 | (code >> 6), 0x80 | (code & 63)];
    else if (code < 0x10000) yield* [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    else yield* [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  }
}

/** FNV-1, 32 bit: multiply, then xor. Goes on from `hash`. */
export function fnv1(text: string, hash = 0x811c9dc5): number {
  let h = hash;
  for (const byte of utf8(text)) h = (Math.imul(h, 0x01000193) ^ byte) >>> 0;
  return h;
}

/** No vowels and no digits that look like them, so that no words come out. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A hash as it stands in names: its decimal digits, in letters that make no words. */
export function safeEncode(hash: number): string {
  return [...String(hash)].map((digit) => alphabet[digit.charCodeAt(0) % alphabet.length]).join('');
}
