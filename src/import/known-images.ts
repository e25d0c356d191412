/** Finds the behaviours of images that the Pods of a dump show. */
import type { KubernetesObject, Pod } from '../engine/index.ts';

export type KnownImages = Readonly<Record<string, 'ready' | 'missing' | 'crash'>>;

const pullProblems: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
]);

/** An image that runs well in one Pod is good; otherwise its behaviour repeats. */
export function knownImages(objects: readonly KubernetesObject[]): KnownImages {
  const known = new Map<string, 'ready' | 'missing' | 'crash'>();
  for (const object of objects) {
    if (object.kind !== 'Pod') continue;
    const { spec, status } = object as Pod;
    for (const { name, image } of spec.containers) {
      const found = status.containerStatuses?.find((c) => c.name === name);
      if (image === undefined || found === undefined || known.get(image) === 'ready') continue;
      const reason = found.state?.waiting?.reason ?? '';
      if (found.ready) known.set(image, 'ready');
      else if (pullProblems.has(reason)) known.set(image, 'missing');
      else if (reason === 'CrashLoopBackOff') known.set(image, 'crash');
    }
  }
  return Object.fromEntries(known);
}
