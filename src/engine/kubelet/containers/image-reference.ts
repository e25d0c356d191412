/** Parses image names. */
// Models github.com/distribution/reference (ParseNormalizedNamed)

const domainPart = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const pathPart = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const reference = new RegExp(
  `^((?:${domain}/)?${pathPart}(?:/${pathPart})*)(?::([\\w][\\w.-]{0,127}))?(?:@(${digest}))?$`,
);
/** Length of each algorithm's digest. */
const digests: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const longest = 255;

/** Returns the error in an image name, in the library's words. */
export function referenceError(image: string): string | undefined {
  if (/^[a-f0-9]{64}$/.test(image)) {
    return `invalid repository name (${image}), cannot specify 64-byte hexadecimal strings`;
  }
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  const hasHost = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  const host = hasHost && first !== 'index.docker.io' ? first : 'docker.io';
  const rest = hasHost ? image.slice(slash + 1) : image;
  const remainder = host === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
  const remote = remainder.split(':')[0]!;
  if (remote.toLowerCase() !== remote) {
    return `invalid reference format: repository name (${remote}) must be lowercase`;
  }
  const [, name, , sum] = reference.exec(`${host}/${remainder}`) ?? [];
  if (name === undefined) return 'invalid reference format';
  if (name.length > longest) return `repository name must not be more than ${longest} characters`;
  if (sum === undefined) return undefined;
  const [algorithm, hex] = sum.split(':') as [string, string];
  if (digests[algorithm] === undefined) return 'unsupported digest algorithm';
  return hex.length === digests[algorithm] ? undefined : 'invalid checksum digest length';
}
