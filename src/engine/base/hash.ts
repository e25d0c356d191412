/** JSON as Go writes it, hashes of it, and hashes in names. */
// Models encoding/json, hash/fnv and apimachinery/pkg/util/rand SafeEncodeString

const escapes: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
  // Go escapes these two as numbers; JSON.stringify uses a letter.
  '\\b': '\\u0008',
  '\\f': '\\u000c',
};

/** Returns a string as Go's encoding/json writes it. */
function goString(text: string): string {
  return JSON.stringify(text).replace(/\\\\|\\[bf]|[<>&\u2028\u2029]/g, (c) => escapes[c] ?? c);
}

/** Returns compact JSON with sorted keys, as Go's encoding/json writes a map. */
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

/** Returns UTF-8 bytes. The pure layers have no TextEncoder. */
export function* utf8(text: string): Generator<number> {
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) yield code;
    else if (code < 0x800) yield* [0xc0 | (code >> 6), 0x80 | (code & 63)];
    else if (code < 0x10000) yield* [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    else yield* [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  }
}

/** FNV-1, 32 bits: multiply, then xor. Continues from `hash`. */
export function fnv1(text: string, hash = 0x811c9dc5): number {
  let h = hash;
  for (const byte of utf8(text)) h = (Math.imul(h, 0x01000193) ^ byte) >>> 0;
  return h;
}

/** Without vowels and digits that look like vowels, so that it contains no words. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Returns a hash for a name: its decimal digits, encoded in an alphabet without vowels. */
export function safeEncode(hash: number): string {
  return [...String(hash)].map((digit) => alphabet[digit.charCodeAt(0) % alphabet.length]).join('');
}
