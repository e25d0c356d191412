/** The images that a set can be given with one click. */
import type { StageModel } from '../stage-model.ts';
import { imageTag } from '../stage/pod.ts';

/** How Pods with an image behave. The simulated kubelet decides by the tag. */
export type OfferedBehaviour = 'good' | 'broken' | 'crash' | 'noready';

export interface ImageChoice {
  readonly behaviour: OfferedBehaviour;
  readonly image: string;
  /** An image that the set had before. */
  readonly previous: boolean;
}

const failing: readonly OfferedBehaviour[] = ['broken', 'crash', 'noready'];

/** Returns the next tag: `0.8` → `0.9`; `1.0` for one without a number at its end. */
function nextTag(tag: string): string {
  const match = /^(.*?)(\d+)$/.exec(tag);
  return match === null ? '1.0' : `${match[1]}${Number(match[2]) + 1}`;
}

/**
 * Returns the images that are one click away: earlier ones, the current one, a newer one, and one for each way to fail.
 * Applying one does not move the buttons to its left: a double click applies the same image twice.
 */
export function imageChoices({ image, revisions }: Pick<StageModel, 'image' | 'revisions'>): readonly ImageChoice[] {
  const name = image.replace(/(@.*|:[^/:]*)$/, '');
  const failingTags: readonly string[] = [...failing, 'bad'];
  const had = [...new Set([...revisions.map((revision) => revision.image), image])];
  const worked = had
    .filter((used) => !failingTags.includes(imageTag(used)))
    .sort((a, b) => compareTags(imageTag(a), imageTag(b)));
  const newest =
    worked
      .map(imageTag)
      .filter((tag) => /\d$/.test(tag))
      .at(-1) ?? '';
  return [
    ...worked.map((used) => ({ behaviour: 'good', image: used, previous: used !== image }) as const),
    { behaviour: 'good', image: `${name}:${nextTag(newest)}`, previous: false },
    ...failing.map((behaviour) => ({ behaviour, image: `${name}:${behaviour}`, previous: false })),
  ];
}

/** Compares two tags by the numbers in them, from left to right. */
function compareTags(a: string, b: string): number {
  const [x, y] = [a, b].map((tag) => (tag.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? -1) - (y[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
