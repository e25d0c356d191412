/** The random end of names that the API server generates. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/storage/names/generate.go
import type { Random } from '../sim/random.ts';

/** No vowels, so that no words come out. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Five characters for `purpose`. */
export const nameSuffix = (random: Random, purpose: string): string =>
  [0, 1, 2, 3, 4].map((i) => alphabet[random.bits(`${purpose} ${i}`) % alphabet.length]).join('');
