import { beginning } from './beginning.ts';

/** Returns the registry and path of an image with the last `/`, empty if there are none, and its name with the tag. */
export function imageParts(image: string): readonly [registry: string, name: string] {
  const at = image.lastIndexOf('/') + 1;
  return [beginning(image.slice(0, at)), beginning(image.slice(at))];
}
