/** The token of a Pod's ServiceAccount in its containers. */
// Models kubernetes/pkg/serviceaccount/claims.go
// Differs: the signature is not valid; nothing here verifies it.
import type { Pod } from '../../api/types.ts';
import { EPOCH, virtualTime } from '../../sim/time.ts';
import { encodeBase64Url } from './base64.ts';

const issuer = 'https://kubernetes.default.svc.cluster.local';

export function serviceAccountToken({ metadata, spec }: Pod, seconds: number, audience = issuer): string {
  const { name, namespace, uid } = metadata;
  const account = spec.serviceAccountName ?? 'default';
  const issued = (EPOCH + virtualTime(metadata.creationTimestamp)) / 1000;
  const claims = {
    aud: [audience],
    exp: issued + seconds,
    iat: issued,
    iss: issuer,
    'kubernetes.io': { namespace, pod: { name, uid }, serviceaccount: { name: account } },
    nbf: issued,
    sub: `system:serviceaccount:${namespace}:${account}`,
  };
  const parts = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => encodeBase64Url(JSON.stringify(part)));
  return [...parts, encodeBase64Url(`signature of ${uid}`)].join('.');
}
