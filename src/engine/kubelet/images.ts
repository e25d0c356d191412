/**
 * What the containers of an image do. The lab has no registry: every image exists and behaves well, unless its tag says
 * otherwise. These tags are how people break things on purpose.
 */

export type ImageBehaviour =
  | 'ready'
  /** There is no such image: the pull fails, again and again. */
  | 'missing'
  /** The process ends with an error soon after its start. */
  | 'crash'
  /** The process runs but never becomes ready. */
  | 'never-ready';

/** The tag of an image reference, `latest` when it has none. */
export function imageTag(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1).split('@')[0]!;
  const colon = name.indexOf(':');
  return colon < 0 ? 'latest' : name.slice(colon + 1);
}

/** Reads the words of the tag: `1.2-broken` is broken, `unbroken` is not. */
export function imageBehaviour(image: string): ImageBehaviour {
  const words = imageTag(image).toLowerCase().split(/[-._]/);
  if (words.includes('bad') || words.includes('broken')) return 'missing';
  if (words.includes('crash')) return 'crash';
  return words.includes('noready') ? 'never-ready' : 'ready';
}
