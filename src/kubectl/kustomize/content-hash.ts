/** The content hash of a ConfigMap or a Secret, which is the suffix of generated names. */
// Models sigs.k8s.io/kustomize/api/hasher/hasher.go and kubectl/pkg/util/hash/hash.go
import { canonicalJson, type Manifest } from '../../engine/index.ts';
import { sha256 } from '../text/sha256.ts';

/** Letters that look unlike digits, and form no words. */
const letters: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/** @param name Empty for kustomize, which hashes the content alone. */
export function contentHash(object: Manifest, name: string): string {
  const { kind, type, data, binaryData, stringData } = object as Manifest & Record<string, unknown>;
  const hashed = {
    kind,
    name,
    ...(kind === 'Secret' && { type: type ?? '' }),
    data: data ?? '',
    ...(kind === 'Secret' ? stringData !== undefined && { stringData } : binaryData !== undefined && { binaryData }),
  };
  return [...sha256(canonicalJson(hashed)).slice(0, 10)].map((char) => letters[char] ?? char).join('');
}
