/** The random end of a name that kubectl makes up. */
// Models k8s.io/apimachinery/pkg/util/rand
import type { KubectlEnvironment } from '../command.ts';
import { sha256 } from './sha256.ts';

/** Characters of generated names, which form no words. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Returns five characters that depend on the time and on what the name is for. */
export function nameSuffix(about: string, { cluster }: KubectlEnvironment): string {
  const hash = sha256(`${about} ${cluster.now()}`);
  return [0, 2, 4, 6, 8].map((at) => alphabet[parseInt(hash.slice(at, at + 2), 16) % alphabet.length]).join('');
}
