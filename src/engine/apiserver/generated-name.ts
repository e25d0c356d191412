/** Generates the random suffix of names. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/storage/names/generate.go
import type { Random } from '../sim/random.ts';

/** Without vowels, so that it contains no words. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Returns five characters for `purpose`. */
export const nameSuffix = (random: Random, purpose: string): string =>
  [0, 1, 2, 3, 4].map((i) => alphabet[random.bits(`${purpose} ${i}`) % alphabet.length]).join('');
