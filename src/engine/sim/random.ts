/**
 * Random values without state: a number or uid is a function of the cluster's seed and its purpose. An additional value
 * does not change the others, and a fork of a cluster gets the same values as the original.
 */

/** FNV-1a over UTF-16 code units, then murmur3's finalizer, which spreads the bits. */
function mix(seed: number, text: string): number {
  let h = (seed ^ 0x811c9dc5) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export class Random {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Returns a 32-bit number for `purpose`. */
  bits(purpose: string): number {
    return mix(this.#seed, purpose);
  }

  /** Returns a number in [min, max) for `purpose`. */
  between(min: number, max: number, purpose: string): number {
    return min + (this.bits(purpose) / 0x1_0000_0000) * (max - min);
  }

  /** Returns a version 4 UUID for `purpose`. */
  uuid(purpose: string): string {
    let h = '';
    for (let i = 1; i <= 4; i++)
      h += mix(this.#seed + 0x9e3779b9 * i, purpose)
        .toString(16)
        .padStart(8, '0');
    const variant = ((parseInt(h[16]!, 16) & 3) | 8).toString(16);
    // Joined: a concatenated string would keep all its parts in memory.
    const parts = [
      h.slice(0, 8),
      h.slice(8, 12),
      `4${h.slice(13, 16)}`,
      `${variant}${h.slice(17, 20)}`,
      h.slice(20, 32),
    ];
    return parts.join('-');
  }
}
