/**
 * The behaviour of images. The lab has no registry: every image exists and works, unless its tag says otherwise, so
 * that users can break Pods on purpose.
 */

export type ImageBehaviour =
  | 'ready'
  /** The image does not exist: every pull fails. */
  | 'missing'
  /** The process ends with an error soon after its start. */
  | 'crash'
  /** The process runs but never becomes ready. */
  | 'never-ready'
  /** The process hangs some time after its start: it answers no more probes. */
  | 'unhealthy'
  /** The process takes long until it answers. */
  | 'slow'
  /** The process ignores SIGTERM. */
  | 'stubborn';

/** The words in a tag that have a meaning, the strongest first. */
const words: readonly (readonly [word: string, behaviour: ImageBehaviour])[] = [
  ['bad', 'missing'],
  ['broken', 'missing'],
  ['crash', 'crash'],
  ['noready', 'never-ready'],
  ['unhealthy', 'unhealthy'],
  ['slow', 'slow'],
  ['stubborn', 'stubborn'],
];

/** Returns the last part of an image's name, without its tag: `nginx-slim` for `registry.k8s.io/nginx-slim:0.21`. */
export function imageName(image: string): string {
  return image.split('/').at(-1)!.split(/[:@]/)[0]!;
}

/** Images based on busybox: a small shell, and few tools. */
export const hasOnlyBusybox = (image: string): boolean => /^(busybox|alpine)/.test(imageName(image));

/** Returns the tag of an image reference; `latest` if it has none. */
function imageTag(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1).split('@')[0]!;
  const colon = name.indexOf(':');
  return colon < 0 ? 'latest' : name.slice(colon + 1);
}

/** Reads the words of the tag: `1.2-broken` is broken, `unbroken` is not. */
export function imageBehaviour(image: string): ImageBehaviour {
  const said = imageTag(image).toLowerCase().split(/[-._]/);
  return words.find(([word]) => said.includes(word))?.[1] ?? 'ready';
}

/** Returns the complete reference: `docker.io/library/nginx:latest` for `nginx`. */
export function fullReference(image: string): string {
  const [first, ...rest] = image.split('/') as [string, ...string[]];
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = hasHost ? image : `docker.io/${rest.length > 0 ? '' : 'library/'}${image}`;
  return path.includes('@') || /:[^/]*$/.test(path) ? path : `${path}:latest`;
}

/** Returns containerd's error for an image that the registry does not have. */
export function pullError(image: string): string {
  const ref = fullReference(image);
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${ref}": failed to resolve reference "${ref}": ${ref}: not found`;
}

/** Returns the image's id, by its content. */
export function imageDigest(image: string, digest: (purpose: string) => string): string {
  const ref = fullReference(image);
  const at = ref.indexOf('@');
  return at >= 0 ? ref : `${ref.slice(0, ref.lastIndexOf(':'))}@sha256:${digest(`image ${ref}`)}`;
}
